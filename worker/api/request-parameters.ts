/**
 * From an HTTP request to the parameters of GraphQL over HTTP: GET and POST with JSON, and persisted documents by
 * `documentId` (Appendix A). Everything else is refused with a code. Properties that the specification does not name
 * are ignored, as it demands.
 */
import type { GraphQLParams } from 'graphql-yoga';
import { failureError } from './failures.ts';
import { persistedDocuments } from './generated/persisted-documents.ts';

const badRequest = (reason: string): Error => failureError({ code: 'BAD_REQUEST', reason });

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function readText(value: unknown, name: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw badRequest(`"${name}" is not a string`);
  if (!value.isWellFormed() || value.includes('\0')) {
    throw badRequest(`"${name}" holds a NUL character or half a surrogate pair`);
  }
  return value;
}

function readMap(value: unknown, name: string): Record<string, unknown> | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isFields(value)) throw badRequest(`"${name}" is not a JSON object`);
  return { ...value };
}

function readDocument(query: string | undefined, documentId: string | undefined): string {
  if (documentId === undefined) {
    if (query === undefined || query === '') throw badRequest('"query" or "documentId" is missing');
    return query;
  }
  if (query !== undefined) throw badRequest('it holds both "query" and "documentId"');
  const document = persistedDocuments.get(documentId);
  if (document === undefined) throw failureError({ code: 'PERSISTED_DOCUMENT_NOT_FOUND', documentId });
  return document;
}

function readParameters(fields: Fields): GraphQLParams {
  const query = readDocument(readText(fields['query'], 'query'), readText(fields['documentId'], 'documentId'));
  const operationName = readText(fields['operationName'], 'operationName');
  const variables = readMap(fields['variables'], 'variables');
  const extensions = readMap(fields['extensions'], 'extensions');
  return {
    query,
    ...(operationName === undefined || operationName === '' ? {} : { operationName }),
    ...(variables === undefined ? {} : { variables }),
    ...(extensions === undefined ? {} : { extensions }),
  };
}

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest(`${name} is not JSON`);
  }
}

function parseGet({ url }: Request): GraphQLParams {
  const query = url.indexOf('?');
  const search = new URLSearchParams(query < 0 ? '' : url.slice(query));
  const fields: Record<string, unknown> = {};
  for (const name of ['query', 'documentId', 'operationName', 'variables', 'extensions']) {
    const text = search.get(name);
    if (text === null || text === '') continue;
    fields[name] = name === 'variables' || name === 'extensions' ? parseJson(text, `"${name}"`) : text;
  }
  return readParameters(fields);
}

async function parsePost(request: Request): Promise<GraphQLParams> {
  const body = parseJson(await request.text(), 'the body');
  if (Array.isArray(body)) throw failureError({ code: 'BATCHING_NOT_SUPPORTED' });
  if (!isFields(body)) throw badRequest('the body is not a JSON object');
  return readParameters(body);
}

/** `application/json`, in UTF-8 where a charset is named. */
function isJson(contentType: string | null): boolean {
  const [type, ...parameters] = (contentType ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  if (type !== 'application/json') return false;
  const charset = parameters.find((parameter) => parameter.startsWith('charset='));
  return charset === undefined || /^charset="?utf-8"?$/.test(charset);
}

export async function readRequest(request: Request): Promise<GraphQLParams> {
  if (request.method === 'GET') return parseGet(request);
  if (!isJson(request.headers.get('content-type'))) throw failureError({ code: 'UNSUPPORTED_MEDIA_TYPE' });
  return parsePost(request);
}
