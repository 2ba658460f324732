/**
 * Remote services as workerd's own clients see them, one process for all of a test run.
 *
 * A binding that miniflare runs "remotely" sends its requests to an address of our choice, with the original method,
 * body, URL (MF-URL), headers (MF-Header-*) and the binding's name (MF-Binding). So the code under test and the client
 * inside workerd are the real ones; what answers is written from the services' public documentation.
 *
 * Tests steer it over HTTP: POST /control {binding, faults, held}, GET /calls?binding=NAME.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export interface WireRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

export interface WireAnswer {
  readonly status: number;
  /** Sent as JSON, a string as it is. */
  readonly body: unknown;
}

export interface WireService {
  /** What a request asks for, as faults name it. */
  operation(request: WireRequest): string;
  answer(request: WireRequest): WireAnswer;
  /** Whether accepted mutations may become visible. */
  hold?(held: boolean): void;
}

/** The next `times` requests for this operation fail so; without a status they are only late. */
export interface Fault {
  readonly operation: string;
  readonly times: number;
  readonly status?: number;
  readonly body?: unknown;
  readonly delayMs?: number;
}

/** What the server remembers of a request. */
export interface RecordedCall {
  readonly operation: string;
  readonly body: string;
}

interface Binding {
  readonly service: WireService;
  faults: { fault: Fault; left: number }[];
  calls: RecordedCall[];
}

async function readBody(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function unwrap(message: IncomingMessage, body: string): WireRequest {
  const headers = new Map<string, string>();
  for (const [name, value] of Object.entries(message.headers)) {
    if (name.startsWith('mf-header-')) headers.set(name.slice('mf-header-'.length), String(value));
  }
  return { method: message.method ?? 'GET', url: new URL(String(message.headers['mf-url'])), headers, body };
}

async function answerCall(binding: Binding, request: WireRequest): Promise<WireAnswer> {
  const operation = binding.service.operation(request);
  binding.calls.push({ operation, body: request.body });
  const due = binding.faults.find(({ fault, left }) => fault.operation === operation && left > 0);
  if (due === undefined) return binding.service.answer(request);
  due.left -= 1;
  const { delayMs = 0, status, body = '' } = due.fault;
  await new Promise((resolve) => setTimeout(resolve, delayMs).unref());
  return status === undefined ? binding.service.answer(request) : { status, body };
}

/** Listens on a free port of this machine until the process ends, and gives its address. */
export async function startWireServer(services: Readonly<Record<string, WireService>>): Promise<URL> {
  const bindings = new Map<string, Binding>(
    Object.entries(services).map(([name, service]) => [name, { service, faults: [], calls: [] }]),
  );
  const bindingNamed = (name: unknown): Binding => {
    const binding = bindings.get(String(name));
    if (binding === undefined) throw new Error(`The wire server has no binding ${String(name)}`);
    return binding;
  };

  async function handle(message: IncomingMessage): Promise<WireAnswer> {
    const { pathname, searchParams } = new URL(message.url ?? '/', 'http://wire');
    const body = await readBody(message);
    if (pathname === '/control') {
      const { binding, faults, held } = JSON.parse(body) as { binding: string; faults: Fault[]; held: boolean };
      const target = bindingNamed(binding);
      target.service.hold?.(held);
      target.faults = faults.map((fault) => ({ fault, left: fault.times }));
      target.calls = [];
      return { status: 200, body: {} };
    }
    if (pathname === '/calls') return { status: 200, body: bindingNamed(searchParams.get('binding')).calls };
    return answerCall(bindingNamed(message.headers['mf-binding']), unwrap(message, body));
  }

  async function respond(message: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const { status, body } = await handle(message);
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      response.writeHead(status, { 'content-type': 'application/json' }).end(text);
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  }

  const server = createServer((message, response) => {
    void respond(message, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  server.unref();
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The wire server has no port');
  return new URL(`http://127.0.0.1:${address.port}`);
}
