/** An operation's result as a response: GraphQL over HTTP's status codes, and JSON. */
import type { ExecutionResult, GraphQLError } from 'graphql';
import type { RequestRecord } from './record.ts';
import { toClientError } from './failures.ts';

/** GraphQL's response media types. */
export type MediaType = 'application/json' | 'application/graphql-response+json';

interface HttpExtension {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** The status is the specification's for application/graphql-response+json; the older media type says 200. */
  readonly spec?: boolean;
}

/**
 * Gives every error its code and the request's id, masks what no client causes, and says what the operation costs. The
 * status is the highest that an error asks for.
 */
export function answer(result: ExecutionResult, mediaType: MediaType, record: RequestRecord): Response {
  const { data, errors, extensions } = result;
  const answered = data === undefined ? 'nothing' : data === null ? 'null' : 'data';
  const headers = new Headers({ 'Content-Type': `${mediaType}; charset=utf-8` });
  let status = 0;
  const speak = (error: GraphQLError): unknown => {
    const spoken = toClientError(error, record, answered).toJSON();
    const { http, ...rest } = spoken.extensions ?? {};
    // toClientError writes it.
    const wanted = (http ?? {}) as HttpExtension;
    for (const [name, value] of Object.entries(wanted.headers ?? {})) headers.set(name, value);
    if (!(wanted.spec === true && mediaType === 'application/json')) status = Math.max(status, wanted.status ?? 0);
    return { ...spoken, extensions: rest };
  };
  const body = {
    ...(errors === undefined ? {} : { errors: errors.map(speak) }),
    ...(data === undefined ? {} : { data }),
    ...(record.cost === undefined ? {} : { extensions: { ...extensions, cost: record.cost } }),
  };
  return new Response(JSON.stringify(body), { status: status === 0 ? 200 : status, headers });
}
