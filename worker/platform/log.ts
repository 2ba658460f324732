/** Logging: one JSON object a line on standard output. The only place that may speak to the console. */
import { redactKeys } from '../core/key-format.ts';
import { LOG_LEVELS, type LogLevel } from './bindings.ts';

export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

export interface Log {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

/** Lines below `level` are dropped; of a key that strays into one, its id is left. `write` is replaced in tests. */
export function createLog(level: LogLevel, write: (line: string) => void = (line) => console.log(line)): Log {
  const at = (severity: LogLevel) =>
    LOG_LEVELS.indexOf(severity) < LOG_LEVELS.indexOf(level)
      ? () => undefined
      : (event: string, fields: LogFields = {}) =>
          write(redactKeys(JSON.stringify({ time: new Date().toISOString(), level: severity, event, ...fields })));
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
