/**
 * An operation's results as server-sent events, as graphql-sse's "distinct connections mode" has them: `next` with a
 * result, as often as there is one, then `complete`.
 */
import { type ExecutionResult, GraphQLError } from 'graphql';
import { streamOf } from '../core/streams.ts';
import { answer } from './answer.ts';
import type { RequestRecord } from './record.ts';

type Results = ExecutionResult | AsyncIterable<ExecutionResult>;

async function* events(results: Results, record: RequestRecord): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  const next = async (result: ExecutionResult): Promise<Uint8Array> =>
    encoder.encode(`event: next\ndata: ${await answer(result, 'application/json', record).text()}\n\n`);
  try {
    if (Symbol.asyncIterator in results) for await (const result of results) yield await next(result);
    else yield await next(results);
  } catch (error) {
    yield await next({
      errors: [error instanceof GraphQLError ? error : new GraphQLError('masked', { cause: error })],
    });
  }
  yield encoder.encode('event: complete\ndata:\n\n');
}

export function streamEvents(results: Results, record: RequestRecord): Response {
  const headers = { 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store' };
  return new Response(streamOf(events(results, record)), { headers });
}
