/**
 * Every failure that a client can cause, or must be told about, as one tagged union.
 *
 * The domain throws {@link CrosswalkFailure}; `worker/api/failures.ts` turns it into a GraphQL error with
 * `extensions.code`. The numbers travel with the failure, so that the message can say how to mend the request.
 */
export type Failure =
  | { readonly code: 'BAD_USER_INPUT'; readonly argument: string; readonly reason: string }
  | { readonly code: 'TEXT_TOO_LONG'; readonly argument: string; readonly length: number; readonly maximum: number }
  | { readonly code: 'LIST_TOO_LONG'; readonly argument: string; readonly length: number; readonly maximum: number }
  | {
      readonly code: 'OUT_OF_RANGE';
      readonly argument: string;
      readonly value: number;
      readonly minimum: number;
      readonly maximum: number;
    }
  | { readonly code: 'INVALID_LANGUAGE'; readonly argument: string; readonly tag: string }
  | { readonly code: 'INVALID_CURSOR'; readonly argument: string }
  | { readonly code: 'INVALID_ID'; readonly argument: string; readonly id: string }
  | { readonly code: 'NOT_FOUND'; readonly argument: string; readonly id: string }
  | { readonly code: 'UNKNOWN_VERSION'; readonly argument: string; readonly version: string }
  | { readonly code: 'UNAVAILABLE'; readonly part: string }
  | { readonly code: 'UNAUTHENTICATED'; readonly reason: UnauthenticatedReason }
  | { readonly code: 'FORBIDDEN'; readonly reason: 'SCOPE'; readonly scope: string }
  | { readonly code: 'FORBIDDEN'; readonly reason: 'ORIGIN' }
  | { readonly code: 'LINK_INVALID'; readonly reason: 'FORGED' | 'EXPIRED' | 'USED' }
  | { readonly code: 'LENGTH_REQUIRED' }
  | { readonly code: 'RATE_LIMITED'; readonly policy: string; readonly retryAfterS: number }
  | { readonly code: QueryLimitCode; readonly value: number; readonly maximum: number }
  | { readonly code: 'BAD_REQUEST'; readonly reason: string }
  | { readonly code: 'BODY_TOO_LARGE'; readonly maximum: number }
  | { readonly code: 'BATCHING_NOT_SUPPORTED' }
  | { readonly code: 'PERSISTED_DOCUMENT_NOT_FOUND'; readonly documentId: string }
  | { readonly code: 'METHOD_NOT_ALLOWED'; readonly method: string }
  | { readonly code: 'NOT_ACCEPTABLE' }
  | { readonly code: 'UNSUPPORTED_MEDIA_TYPE' };

/** Bounds on the shape of a query. `FIELD_LIMIT` counts selections, each as often as a fragment repeats it. */
export type QueryLimitCode =
  | 'TOKEN_LIMIT'
  | 'DEPTH_LIMIT'
  | 'ALIAS_LIMIT'
  | 'DIRECTIVE_LIMIT'
  | 'FIELD_LIMIT'
  | 'COST_LIMIT';

/** Why no key stands behind a request that needs one. */
export type UnauthenticatedReason = 'MISSING' | 'MALFORMED' | 'UNKNOWN' | 'EXPIRED' | 'REVOKED';

export type FailureCode = Failure['code'];

/** Carries a {@link Failure} through the call stack; its message is meant for the client. */
export class CrosswalkFailure extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(describeFailure(failure));
    this.name = 'CrosswalkFailure';
    this.failure = failure;
  }
}

/** One sentence for the client: what is wrong and how to mend it. */
export function describeFailure(failure: Failure): string {
  switch (failure.code) {
    case 'BAD_USER_INPUT':
      return `Argument "${failure.argument}" ${failure.reason}.`;
    case 'TEXT_TOO_LONG':
      return `Argument "${failure.argument}" has ${failure.length} UTF-16 code units; shorten it to at most ${failure.maximum}.`;
    case 'LIST_TOO_LONG':
      return `Argument "${failure.argument}" has ${failure.length} elements; send at most ${failure.maximum} a request.`;
    case 'OUT_OF_RANGE':
      return `Argument "${failure.argument}" is ${failure.value}; it must be from ${failure.minimum} to ${failure.maximum}.`;
    case 'INVALID_LANGUAGE':
      return `Argument "${failure.argument}" is not a language that the taxonomy knows: "${failure.tag}". Send a BCP 47 tag such as "en"; \`taxonomy { languages }\` lists them.`;
    case 'INVALID_CURSOR':
      return `Argument "${failure.argument}" is not a cursor of this list; send \`pageInfo.endCursor\` as it was received.`;
    case 'INVALID_ID':
      return `Argument "${failure.argument}" does not name a node of the expected kind: "${failure.id}".`;
    case 'NOT_FOUND':
      return `Argument "${failure.argument}" names nothing that this key may see: "${failure.id}".`;
    case 'UNKNOWN_VERSION':
      return `Argument "${failure.argument}" names no imported taxonomy version: "${failure.version}"; \`taxonomy { versions { version } }\` lists them.`;
    case 'UNAVAILABLE':
      return `The ${failure.part} is not available at the moment; try again shortly.`;
    case 'UNAUTHENTICATED':
      return UNAUTHENTICATED_MESSAGES[failure.reason];
    case 'FORBIDDEN':
      return failure.reason === 'SCOPE'
        ? `The key lacks the scope "${failure.scope}"; send one that carries it.`
        : 'The publishable key is not bound to the origin of this page; bind it there, or send the key of this origin.';
    case 'LINK_INVALID':
      return LINK_MESSAGES[failure.reason];
    case 'LENGTH_REQUIRED':
      return 'A file is sent with a Content-Length of at least 1.';
    case 'RATE_LIMITED':
      return `Too many requests; send the next one in ${failure.retryAfterS} s. The headers RateLimit and RateLimit-Policy say how many are left.`;
    case 'TOKEN_LIMIT':
      return `The document has more than ${failure.maximum} tokens; split it into several requests.`;
    case 'DEPTH_LIMIT':
      return `The query is ${failure.value} fields deep; at most ${failure.maximum} are answered.`;
    case 'ALIAS_LIMIT':
      return `The document has ${failure.value} aliases; at most ${failure.maximum} are answered.`;
    case 'DIRECTIVE_LIMIT':
      return `The document has ${failure.value} directives; at most ${failure.maximum} are answered.`;
    case 'FIELD_LIMIT':
      return `The query selects more than ${failure.maximum} fields, repeated fragments included; select fewer.`;
    case 'COST_LIMIT':
      return `The query may cost ${failure.value}, where answering an object costs 1; at most ${failure.maximum} is answered. Ask for fewer elements, or fewer lists within lists.`;
    case 'BAD_REQUEST':
      return `This is not a GraphQL request: ${failure.reason}.`;
    case 'BODY_TOO_LARGE':
      return `The request body is too large; send at most ${failure.maximum} bytes.`;
    case 'BATCHING_NOT_SUPPORTED':
      return 'A list of operations is not supported; send one operation a request, or many fields in one operation.';
    case 'PERSISTED_DOCUMENT_NOT_FOUND':
      return `No document is known under the documentId "${failure.documentId}"; send the document itself as "query".`;
    case 'METHOD_NOT_ALLOWED':
      return `${failure.method} is not supported here; send GET or POST.`;
    case 'NOT_ACCEPTABLE':
      return 'None of the media types in Accept is available; accept application/graphql-response+json or application/json.';
    case 'UNSUPPORTED_MEDIA_TYPE':
      return 'The media type of the body is not supported; send application/json in UTF-8.';
  }
}

const LINK_MESSAGES: Readonly<Record<'FORGED' | 'EXPIRED' | 'USED', string>> = {
  FORGED: 'The link was not made here, or not copied whole; use it as it was received.',
  EXPIRED: 'The link has expired; ask for a new one.',
  USED: 'The link was used already: a job takes one file. Start another job.',
};

const UNAUTHENTICATED_MESSAGES: Readonly<Record<UnauthenticatedReason, string>> = {
  MISSING: 'This needs a key; send it as "Authorization: Bearer <key>".',
  MALFORMED: 'What Authorization holds is not a key; send "Authorization: Bearer <key>", the key as it was shown.',
  UNKNOWN: 'The key is not known here; check that it was copied whole and belongs to this deployment.',
  EXPIRED: 'The key has expired; send a new one.',
  REVOKED: 'The key was revoked; send a new one.',
};
