/**
 * MCP, the Model Context Protocol: the API as tools for language models, over streamable HTTP without sessions. Every
 * request gets a server of its own, which knows who asks; the SDK speaks both eras of the protocol.
 *
 * Cost: the SDK and the schemas are some 200 kB of script, which an isolate runs when it first answers here.
 */
import { type CallToolResult, McpServer, createMcpHandler } from '@modelcontextprotocol/server';
import packageFile from '../../package.json' with { type: 'json' };
import type { Caller } from '../api/context.ts';
import type { RequestRecord } from '../api/record.ts';
import type { Api } from '../api/server.ts';
import { LIMITS } from '../core/limits.ts';
import type { Tool } from './tool.ts';
import { conceptTools } from './tools/concepts.ts';
import { titleTools } from './tools/titles.ts';

export const TOOLS: readonly Tool[] = [...titleTools, ...conceptTools];

const INSTRUCTIONS =
  'Crosswalk knows job titles, occupations (ESCO, ISCO-08) and skills in many languages. For a raw advertised title use normalize_title; for part of a name use complete_title; then get_occupation for details by id.';

/** Who asks, and where what is worth noting about it goes. */
export interface McpCall {
  readonly record: RequestRecord;
  readonly caller: Caller;
}

interface GraphqlAnswer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: unknown } }[];
}

/** Asks the API as a client would; throws what it refuses, in words that say how to mend it. */
async function ask(
  api: Api,
  { record, caller }: McpCall,
  language: string | null,
  tool: Tool,
  input: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const request = new Request('https://crosswalk.local/graphql', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(language === null ? {} : { 'accept-language': language }),
    },
    body: JSON.stringify({ query: tool.document, variables: tool.variables?.(input) ?? input }),
  });
  const answer: GraphqlAnswer = await (
    await api.fetch(request, 'application/graphql-response+json', record, caller)
  ).json();
  const [error] = answer.errors ?? [];
  if (error !== undefined) throw new Error(`${error.message} (${String(error.extensions?.code)})`);
  const data = answer.data ?? {};
  const missing = tool.missing?.(data);
  if (missing !== undefined) throw new Error(missing);
  return data;
}

function createServer(api: Api, call: McpCall, language: string | null): McpServer {
  const server = new McpServer({ name: 'crosswalk', version: packageFile.version }, { instructions: INSTRUCTIONS });
  for (const tool of TOOLS) {
    const { name, title, description, input: inputSchema, output: outputSchema } = tool;
    const annotations = { readOnlyHint: true, idempotentHint: true, openWorldHint: false };
    server.registerTool(
      name,
      { title, description, inputSchema, outputSchema, annotations },
      async (input): Promise<CallToolResult> => {
        const data = await ask(api, call, language, tool, input);
        return { content: [{ type: 'text', text: JSON.stringify(data) }], structuredContent: data };
      },
    );
  }
  return server;
}

/** Answers a request of the protocol. What a tool throws becomes a result that says so; nothing is a crash. */
export async function answerMcp(api: Api, request: Request, call: McpCall): Promise<Response> {
  const language = request.headers.get('accept-language');
  const handler = createMcpHandler(() => createServer(api, call, language), {
    onerror: (error) => call.record.errorCodes.push(error.name),
    responseMode: 'json',
    maxRequestBodySize: LIMITS.requestBodyBytes,
  });
  return handler.fetch(request);
}
