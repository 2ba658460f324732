/**
 * How failures are spoken: every error of an answer gets `extensions.code`, the numbers that belong to it, and
 * `extensions.requestId`. What no client causes is masked and noted for the log.
 */
import { GraphQLError } from 'graphql';
import { CrosswalkFailure, type Failure, type FailureCode, describeFailure } from '../core/failures.ts';
import { redactKeys } from '../core/key-format.ts';
import type { RequestRecord } from './record.ts';

/** HTTP status of an answer without data. */
const STATUS: Readonly<Record<FailureCode, number>> = {
  BAD_USER_INPUT: 400,
  TEXT_TOO_LONG: 400,
  LIST_TOO_LONG: 400,
  OUT_OF_RANGE: 400,
  INVALID_LANGUAGE: 400,
  INVALID_CURSOR: 400,
  INVALID_ID: 400,
  NOT_FOUND: 404,
  UNKNOWN_VERSION: 400,
  UNAVAILABLE: 503,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  LINK_INVALID: 403,
  LENGTH_REQUIRED: 411,
  RATE_LIMITED: 429,
  TOKEN_LIMIT: 400,
  DEPTH_LIMIT: 400,
  ALIAS_LIMIT: 400,
  DIRECTIVE_LIMIT: 400,
  FIELD_LIMIT: 400,
  COST_LIMIT: 400,
  BAD_REQUEST: 400,
  BODY_TOO_LARGE: 413,
  BATCHING_NOT_SUPPORTED: 400,
  PERSISTED_DOCUMENT_NOT_FOUND: 400,
  METHOD_NOT_ALLOWED: 405,
  NOT_ACCEPTABLE: 406,
  UNSUPPORTED_MEDIA_TYPE: 415,
};

const INTERNAL = 'INTERNAL_SERVER_ERROR';

const isFailureCode = (code: unknown): code is FailureCode => typeof code === 'string' && Object.hasOwn(STATUS, code);

const isHttp = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** The error at the root of a chain of GraphQL errors. */
function rootOf(error: unknown): unknown {
  let root = error;
  while (root instanceof GraphQLError && root.cause !== undefined) root = root.cause;
  return root;
}

/** What was sent may come back in a message; a key must not. */
function withoutKeys(extensions: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = Object.entries(extensions);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, typeof value === 'string' ? redactKeys(value) : value]),
  );
}

export interface FailureResponse {
  readonly status: number;
  readonly body: {
    readonly errors: readonly { readonly message: string; readonly extensions: Record<string, unknown> }[];
  };
}

/** A failure as an answer of its own, outside of GraphQL's execution. */
export function failureResponse(failure: Failure, requestId: string): FailureResponse {
  const extensions = { ...withoutKeys(failure), requestId };
  const error = { message: redactKeys(describeFailure(failure)), extensions };
  return { status: STATUS[failure.code], body: { errors: [error] } };
}

/** A failure that stops a request before it is executed. */
export function failureError(failure: Failure): GraphQLError {
  return new GraphQLError(describeFailure(failure), { extensions: { ...failure } });
}

/** What an answer holds beside its errors: nothing, a null that an error left, or data. */
export type Answered = 'nothing' | 'null' | 'data';

/** The status of an answer: 200 once an operation was executed, unless nothing came of it through our own fault. */
function statusOf(status: number, answered: Answered): number {
  return answered === 'data' || (answered === 'null' && status < 500) ? 200 : status;
}

/**
 * One error of an answer, as the client sees it. The status of an ordinary parse, validation or coercion error depends
 * on the media type (`spec`), that of a limit or a refused argument does not.
 */
export function toClientError(error: GraphQLError, record: RequestRecord, answered: Answered): GraphQLError {
  const root = rootOf(error);
  const { nodes, source, positions, path } = error;
  const place = { nodes, source, positions, path };
  const speak = (message: string, extensions: Record<string, unknown>, http: Record<string, unknown>): GraphQLError => {
    record.errorCodes.push(String(extensions['code']));
    return new GraphQLError(redactKeys(message), {
      ...place,
      extensions: { ...withoutKeys(extensions), requestId: record.id, http },
    });
  };

  if (root instanceof CrosswalkFailure) {
    const status = statusOf(STATUS[root.failure.code], answered);
    return speak(root.message, { ...root.failure }, { status, spec: false });
  }
  if (root instanceof GraphQLError) {
    const { http, originalError: _, ...extensions } = error.extensions;
    const { status, headers } = isHttp(http) ? http : {};
    // Yoga says so of a mutation by GET.
    if (status === 405) return speak(error.message, { code: 'METHOD_NOT_ALLOWED' }, { status, headers, spec: false });
    const { code } = extensions;
    if (isFailureCode(code)) return speak(error.message, extensions, { status: STATUS[code], spec: false });
    return speak(error.message, { ...extensions, code: code ?? 'BAD_USER_INPUT' }, { status: 400, spec: true });
  }
  record.unexpected.push(root);
  const message = 'Something went wrong on our side. Please report the requestId.';
  return speak(message, { code: INTERNAL }, { status: statusOf(500, answered), spec: false });
}
