/**
 * What every request leaves behind: its id (`X-Request-Id`), how long its phases took (`Server-Timing`), one log line,
 * and, where it asked GraphQL, one data point. Neither query text nor variables nor keys are logged.
 */
import type { MiddlewareHandler } from 'hono';
import { redactKeys } from '../core/key-format.ts';
import { PHASES, RequestRecord } from '../api/record.ts';
import type { Caller } from '../api/context.ts';
import type { Log } from '../platform/log.ts';
import type { Metrics } from '../platform/metrics.ts';

export interface Observed {
  Variables: { record: RequestRecord; caller?: Caller };
}

const clock = (): number => performance.now();

/** A client's own id is kept, so that it finds its request in our log; unless it is a key by mistake. */
function requestId(header: string | undefined): string {
  const isId = header !== undefined && /^[\w.:-]{8,64}$/.test(header) && redactKeys(header) === header;
  return isId ? header : crypto.randomUUID();
}

function serverTiming(record: RequestRecord, total: number): string {
  const phases = PHASES.flatMap((phase) => {
    const duration = record.durations.get(phase);
    return duration === undefined ? [] : [`${phase};dur=${duration.toFixed(2)}`];
  });
  return [...phases, `total;dur=${total.toFixed(2)}`].join(', ');
}

function describeError(error: unknown): { message: string; stack: string } {
  return error instanceof Error
    ? { message: error.message, stack: error.stack ?? '' }
    : { message: String(error), stack: '' };
}

export function observe(log: Log, metrics: Metrics): MiddlewareHandler<Observed> {
  return async (context, next) => {
    const start = clock();
    const record = new RequestRecord(requestId(context.req.header('x-request-id')), clock);
    context.set('record', record);
    await next();
    const duration = clock() - start;
    // The first makes a response of its own from what a handler gave, whose headers may be fixed: once is enough.
    context.header('X-Request-Id', record.id);
    const { headers } = context.res;
    headers.set('Server-Timing', serverTiming(record, duration));
    headers.set('X-Content-Type-Options', 'nosniff');
    for (const error of record.unexpected)
      log.error('unexpected_error', { request: record.id, ...describeError(error) });
    log.info('request', {
      request: record.id,
      method: context.req.method,
      path: context.req.path,
      operation: record.operationName ?? null,
      status: context.res.status,
      code: record.errorCodes[0] ?? null,
      caller: record.callerKind,
      key: record.keyId ?? null,
      ms: Number(duration.toFixed(2)),
    });
    if (record.cost !== undefined || record.errorCodes.length > 0)
      metrics({
        operation: record.operationName,
        code: record.errorCodes[0],
        callerKind: record.callerKind,
        keyId: record.keyId,
        status: context.res.status,
        milliseconds: duration,
        cost: record.cost,
      });
  };
}
