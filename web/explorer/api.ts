/**
 * Asking the API: by GET where the address stays short, so that browsers and the edge cache the answer, else by POST.
 * Failures of every kind become an `ApiFailure` whose message can be shown as it is.
 */

/** Longer addresses are refused by some proxies. */
const ADDRESS_LENGTH = 4_000;

/** UNREACHABLE: no answer at all; else a code of the API (docs/api.md). */
export class ApiFailure extends Error {
  readonly code: string;
  /** Seconds after which it may be tried again, where the server said so. */
  readonly retryAfterS: number | undefined;

  constructor(message: string, code: string, retryAfterS?: number) {
    super(message);
    this.code = code;
    this.retryAfterS = retryAfterS;
  }
}

export interface Timing {
  /** From asking to the whole answer, as the browser saw it. */
  readonly roundTripMs: number;
  /** What the Worker says that it took; its clock may stand still while it computes. */
  readonly workerMs: number | undefined;
  /** The answer came from the browser's own cache. */
  readonly cached: boolean;
}

export interface Asked<Data> {
  readonly data: Data;
  readonly timing: Timing;
}

export interface Operation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

interface Body<Data> {
  readonly data?: Data;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

function getAddress({ query, variables }: Operation): string {
  const parameters = new URLSearchParams({ query: query.replaceAll(/\s+/g, ' ').trim() });
  if (Object.keys(variables).length > 0) parameters.set('variables', JSON.stringify(variables));
  return `/graphql?${parameters}`;
}

function request(operation: Operation, shared: boolean): { address: string; init: RequestInit } {
  const headers: Record<string, string> = { accept: 'application/json' };
  const address = getAddress(operation);
  if (shared && address.length <= ADDRESS_LENGTH) return { address, init: { headers } };
  headers['content-type'] = 'application/json';
  return { address: '/graphql', init: { method: 'POST', headers, body: JSON.stringify(operation) } };
}

function workerMs(response: Response): number | undefined {
  const total = /\btotal;dur=([\d.]+)/.exec(response.headers.get('server-timing') ?? '')?.[1];
  return total === undefined ? undefined : Number(total);
}

/** Whether the newest answer from this address came out of the browser's cache. */
function wasCached(address: string): boolean {
  const [entry] = performance.getEntriesByName(new URL(address, location.href).href, 'resource').slice(-1);
  performance.clearResourceTimings();
  return entry instanceof PerformanceResourceTiming && entry.transferSize === 0 && entry.decodedBodySize > 0;
}

async function bodyOf<Data>(response: Response): Promise<Body<Data>> {
  try {
    return await response.json();
  } catch {
    return {};
  }
}

/** `shared` is false for what shall stand in no address and no cache. */
export async function ask<Data>(operation: Operation, signal?: AbortSignal, shared = true): Promise<Asked<Data>> {
  const { address, init } = request(operation, shared);
  const start = performance.now();
  let response: Response;
  let body: Body<Data>;
  try {
    response = await fetch(address, signal === undefined ? init : { ...init, signal });
    body = await bodyOf<Data>(response);
  } catch (error) {
    if (signal?.aborted === true) throw error;
    document.dispatchEvent(new Event('crosswalk-unreachable'));
    throw new ApiFailure('The server cannot be reached. What is on the page stays.', 'UNREACHABLE');
  }
  const roundTripMs = performance.now() - start;
  const [error] = body.errors ?? [];
  if (error !== undefined || body.data === undefined) {
    const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
    throw new ApiFailure(
      error?.message ?? `The server answered ${response.status}.`,
      error?.extensions?.code ?? 'INTERNAL_SERVER_ERROR',
      Number.isFinite(retryAfter) ? retryAfter : undefined,
    );
  }
  return {
    data: body.data,
    timing: { roundTripMs, workerMs: workerMs(response), cached: wasCached(address) },
  };
}

/** The operation as a line for a shell. */
export function asCurl({ query, variables }: Operation): string {
  const quote = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
  const body = JSON.stringify({ query: query.replaceAll(/\s+/g, ' ').trim(), variables });
  return `curl ${location.origin}/graphql -H 'content-type: application/json' -d ${quote(body)}`;
}
