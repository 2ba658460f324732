/** MCP over HTTP, for the same callers and at the same rates as GraphQL. */
import { type Context, Hono } from 'hono';
import { cors } from 'hono/cors';
import { ANONYMOUS } from '../api/context.ts';
import { failureResponse } from '../api/failures.ts';
import type { Api } from '../api/server.ts';
import type { Failure } from '../core/failures.ts';
import { LIMITS } from '../core/limits.ts';
import { type AdmissionServices, admit, allowReading } from './admission.ts';
import { boundedBody } from './body.ts';
import type { Observed } from './observation.ts';

export interface McpServices {
  readonly api: Api;
  readonly admission: AdmissionServices;
}

function refuse(context: Context<Observed>, failure: Failure): Response {
  const record = context.get('record');
  record.errorCodes.push(failure.code);
  const { status, body } = failureResponse(failure, record.id);
  return Response.json(body, { status });
}

export function createMcpRoutes({ api, admission }: McpServices): Hono<Observed> {
  const routes = new Hono<Observed>();
  const protocol = ['Last-Event-ID', 'Mcp-Method', 'Mcp-Name', 'Mcp-Protocol-Version', 'Mcp-Session-Id'];
  routes.use(
    cors({
      origin: '*',
      allowMethods: ['POST', 'OPTIONS'],
      allowHeaders: ['Accept', 'Accept-Language', 'Authorization', 'Content-Type', 'X-Request-Id', ...protocol],
      exposeHeaders: ['Retry-After', 'X-Request-Id', 'Mcp-Protocol-Version'],
      maxAge: 86_400,
    }),
  );
  routes.use(allowReading());
  routes.use(admit(admission, refuse));
  routes.use(boundedBody((context) => refuse(context, { code: 'BODY_TOO_LARGE', maximum: LIMITS.requestBodyBytes })));
  routes.all('/', async (context) => {
    // Loaded when it is first asked for: nobody else waits for it.
    const { answerMcp } = await import('../mcp/server.ts');
    const call = { record: context.get('record'), caller: context.get('caller') ?? ANONYMOUS };
    const response = await answerMcp(api, context.req.raw, call);
    const headers = new Headers(response.headers);
    headers.set('Cache-Control', 'no-store');
    return new Response(response.body, { status: response.status, headers });
  });
  return routes;
}
