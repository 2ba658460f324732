/**
 * Reads a request's body within a bound. A client that still sends while it is answered sees a reset connection
 * instead of the answer, so what is too much is read and dropped, itself within a bound.
 */
import type { Context, MiddlewareHandler } from 'hono';
import { LIMITS } from '../core/limits.ts';
import type { Observed } from './observation.ts';

/** Bytes read at most of a body that is refused. */
const DROPPED_BYTES = 16 * LIMITS.requestBodyBytes;

/** The body; undefined where it is longer than `maximum` bytes. Holds at most `maximum` bytes and one chunk. */
async function readBody(
  stream: ReadableStream<Uint8Array>,
  maximum: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.length;
    if (length <= maximum) chunks.push(chunk);
    else chunks.length = 0;
    if (length > DROPPED_BYTES) break;
  }
  if (length > maximum) return undefined;
  const body = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    body.set(chunk, offset);
    offset += chunk.length;
  }
  return body;
}

/** Replaces the request by one whose body was read whole, or answers with `tooLarge`. */
export function boundedBody(tooLarge: (context: Context<Observed>) => Response): MiddlewareHandler<Observed> {
  return async (context, next) => {
    const request = context.req.raw;
    if (request.body === null) return next();
    // HTTP delivers no more than what was announced, so a short body need not be counted.
    const announced = request.headers.get('content-length');
    if (announced !== null && Number(announced) <= LIMITS.requestBodyBytes) return next();
    const body = await readBody(request.body, LIMITS.requestBodyBytes);
    if (body === undefined) return tooLarge(context);
    context.req.raw = new Request(request.url, { method: request.method, headers: request.headers, body });
    return next();
  };
}
