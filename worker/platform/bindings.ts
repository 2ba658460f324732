/** What Cloudflare gives the Worker, narrowed to what is used, and the configuration, parsed once. */

/** The bindings that wrangler.toml names, as `wrangler types` writes them into worker-configuration.d.ts. */
export type Bindings = Env;

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface Configuration {
  readonly logLevel: LogLevel;
}

/** Throws with the name of the variable and its allowed values when the deployment is misconfigured. */
export function parseConfiguration(bindings: Pick<Bindings, 'LOG_LEVEL'>): Configuration {
  const logLevel = LOG_LEVELS.find((level) => level === bindings.LOG_LEVEL);
  if (logLevel === undefined)
    throw new Error(`LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}, not "${bindings.LOG_LEVEL}"`);
  return { logLevel };
}
