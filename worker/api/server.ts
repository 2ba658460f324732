/**
 * GraphQL over HTTP: the schema, Yoga, and the checks around them. What it takes is a standard Request, what it
 * answers a standard Response; routes, CORS, caching and logging are the HTTP room's.
 */
import { type DocumentNode, type ExecutionResult, GraphQLError, getOperationAST } from 'graphql';
import { type Plugin, createYoga } from 'graphql-yoga';
import { redactKeys } from '../core/key-format.ts';
import { parseAcceptLanguage, parseLanguageTag } from '../core/language.ts';
import { heldLanguage } from '../domain/languages.ts';
import { type MediaType, answer } from './answer.ts';
import { type ApiContext, type ApiServices, type Caller, createApiContext } from './context.ts';
import { createDocumentCache } from './document-cache.ts';
import { useDocumentLimits } from './document-limits.ts';
import { streamEvents } from './events.ts';
import { failureError } from './failures.ts';
import { createOperationCheck } from './operation-check.ts';
import type { RequestRecord } from './record.ts';
import { readRequest } from './request-parameters.ts';
import { schema } from './schema.ts';

interface ServerContext {
  readonly record: RequestRecord;
  readonly caller: Caller;
}

export interface Api {
  /** Answers a GraphQL request in a media type; what is worth noting about it goes into the record. */
  fetch(request: Request, mediaType: MediaType, record: RequestRecord, caller: Caller): Promise<Response>;
  /** Answers it by server-sent events: the only way in which a subscription is answered. */
  stream(request: Request, record: RequestRecord, caller: Caller): Promise<Response>;
}

interface OperationArguments {
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  readonly variableValues?: Readonly<Record<string, unknown>> | null | undefined;
  readonly contextValue: ServerContext;
}

/** Refuses an operation whose arguments or cost are out of bounds, before it does any work. */
function useOperationCheck(services: ApiServices): Plugin<ServerContext> {
  const check = createOperationCheck(schema);
  async function refusalOf({ document, operationName, variableValues, contextValue }: OperationArguments) {
    const operation = getOperationAST(document, operationName);
    if (operation === null || operation === undefined) return undefined;
    const record: RequestRecord = contextValue.record;
    // A client names its operation as it likes, and the name is logged.
    record.operationName = operation.name && redactKeys(operation.name.value);
    const held = await services.taxonomies.languages();
    const isHeld = (text: string): boolean => {
      const tag = parseLanguageTag(text);
      return tag !== undefined && heldLanguage(tag, held) !== undefined;
    };
    const { failure, cost } = check({ document, operation, variables: variableValues ?? {} }, isHeld);
    record.cost = cost;
    return failure === undefined ? undefined : { errors: [failureError(failure)] };
  }
  return {
    async onExecute({ args, setResultAndStopExecution }) {
      const refusal = await refusalOf(args);
      if (refusal !== undefined) setResultAndStopExecution(refusal);
    },
    async onSubscribe({ args, setResultAndStopExecution }) {
      const refusal = await refusalOf(args);
      if (refusal !== undefined) setResultAndStopExecution(refusal);
    },
  };
}

function useTimings(): Plugin<ServerContext> {
  return {
    instrumentation: {
      parse: ({ context }, wrapped) => context.record.measureNow('parse', wrapped),
      validate: ({ context }, wrapped) => context.record.measureNow('validate', wrapped),
      execute: ({ context }, wrapped) => context.record.measure('execute', wrapped),
    },
  };
}

export function createApi(services: ApiServices): Api {
  const yoga = createYoga<ServerContext, ApiContext>({
    schema,
    context: ({ request, record, caller }) =>
      createApiContext(services, record, caller, parseAcceptLanguage(request.headers.get('accept-language'))),
    plugins: [useTimings(), useDocumentLimits(), useOperationCheck(services)],
    parserAndValidationCache: { documentCache: createDocumentCache(), errorCache: createDocumentCache() },
    // What these would do stands in this room, or in the HTTP room.
    batching: false,
    cors: false,
    graphiql: false,
    landingPage: false,
    logging: false,
    maskedErrors: false,
    maxRequestBodySize: false,
    multipart: false,
  });

  /** Yoga parses, validates and executes; its own HTTP layer, made for any server, would cost as much as all of that. */
  async function operate(
    request: Request,
    record: RequestRecord,
    caller: Caller,
  ): Promise<ExecutionResult | AsyncIterable<ExecutionResult>> {
    try {
      const params = await readRequest(request);
      const result = await yoga.getResultForParams({ params, request }, { record, caller });
      if (result === undefined) throw new Error('the operation has no result');
      return result;
    } catch (error) {
      return { errors: [error instanceof GraphQLError ? error : new GraphQLError('masked', { cause: error })] };
    }
  }

  return {
    async fetch(request, mediaType, record, caller) {
      const result = await operate(request, record, caller);
      if (!(Symbol.asyncIterator in result)) return answer(result, mediaType, record);
      await result[Symbol.asyncIterator]().return?.();
      const reason = 'a subscription is answered by server-sent events alone; accept text/event-stream';
      return answer({ errors: [failureError({ code: 'BAD_REQUEST', reason })] }, mediaType, record);
    },
    stream: async (request, record, caller) => streamEvents(await operate(request, record, caller), record),
  };
}
