/**
 * GraphQL over HTTP: the schema, Yoga, and the checks around them. What it takes is a standard Request, what it
 * answers a standard Response; routes, CORS, caching and logging are the HTTP room's.
 */
import { type ExecutionResult, GraphQLError, getOperationAST } from 'graphql';
import { type Plugin, createYoga } from 'graphql-yoga';
import { redactKeys } from '../core/key-format.ts';
import { parseAcceptLanguage, parseLanguageTag } from '../core/language.ts';
import { heldLanguage } from '../domain/languages.ts';
import { type MediaType, answer } from './answer.ts';
import { type ApiContext, type ApiServices, type Caller, createApiContext } from './context.ts';
import { createDocumentCache } from './document-cache.ts';
import { useDocumentLimits } from './document-limits.ts';
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
}

/** Refuses an operation whose arguments or cost are out of bounds, before it does any work. */
function useOperationCheck(services: ApiServices): Plugin<ServerContext> {
  const check = createOperationCheck(schema);
  return {
    async onExecute({ args, setResultAndStopExecution }) {
      const { document, operationName, variableValues } = args;
      const operation = getOperationAST(document, operationName);
      if (operation === null || operation === undefined) return;
      // A client names its operation as it likes, and the name is logged.
      args.contextValue.record.operationName = operation.name && redactKeys(operation.name.value);
      const held = await services.taxonomies.languages();
      const isHeld = (text: string): boolean => {
        const tag = parseLanguageTag(text);
        return tag !== undefined && heldLanguage(tag, held) !== undefined;
      };
      const { failure, cost } = check({ document, operation, variables: variableValues ?? {} }, isHeld);
      args.contextValue.record.cost = cost;
      if (failure !== undefined) setResultAndStopExecution({ errors: [failureError(failure)] });
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
  async function execute(request: Request, record: RequestRecord, caller: Caller): Promise<ExecutionResult> {
    try {
      const params = await readRequest(request);
      const result = await yoga.getResultForParams({ params, request }, { record, caller });
      if (result === undefined || Symbol.asyncIterator in result) throw new Error('no operation answers in parts');
      return result;
    } catch (error) {
      return { errors: [error instanceof GraphQLError ? error : new GraphQLError('masked', { cause: error })] };
    }
  }

  return {
    fetch: async (request, mediaType, record, caller) =>
      answer(await execute(request, record, caller), mediaType, record),
  };
}
