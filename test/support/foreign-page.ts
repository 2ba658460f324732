/** A page of another origin, as a job board serves it: plain HTML that loads the element from the Worker. */
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ForeignSite {
  /** "http://127.0.0.1:40123" */
  readonly origin: string;
  /** Serves this at `/` from now on; every other path answers with an empty page. */
  show(page: string, headers?: Readonly<Record<string, string>>): void;
  stop(): Promise<void>;
}

export async function openForeignSite(): Promise<ForeignSite> {
  let page = '';
  let headers: Readonly<Record<string, string>> = {};
  const server: Server = createServer((request, response) => {
    const isPage = request.url === '/';
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...(isPage ? headers : {}) });
    response.end(
      isPage ? page : '<!doctype html><html lang="en"><title>Received</title><link rel="icon" href="data:,">',
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    show(html, ownHeaders = {}) {
      page = html;
      headers = ownHeaders;
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
