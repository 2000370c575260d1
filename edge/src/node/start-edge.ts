import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Edge } from '../handler/edge.js';
import type { EdgeOptions } from '../handler/options.js';
import { problemPage } from '../handler/problem-page.js';
import { httpFetch } from './http-fetch.js';
import { clientAddress, edgeRequest } from './request.js';
import { respond } from './respond.js';

export type StartEdgeOptions = Omit<EdgeOptions, 'origin' | 'fragments'> & {
  /** Where the pages come from: `http(s)://host[:port]`. */
  origin: string | URL;
  /** The fragment server; without it only the origin's own includes are stitched. */
  fragments?: string | URL;
  /** 0 takes any free port. */
  port: number;
  /** Default 127.0.0.1. */
  host?: string;
  /** Every request comes through a proxy, whose `X-Forwarded-For`, `-Proto` and `-Host` are believed. */
  behindProxy?: boolean;
  /** A header by which a proxy in front, and nobody else, says in which country the visitor is (`cf-ipcountry`). */
  countryHeader?: string;
  /** How long `close` waits for answers that are under way, in ms. */
  closeMs?: number;
};

export type RunningEdge = {
  url: string;
  edge: Edge;
  /** Takes no more requests, lets those under way finish, then ends. */
  close(): Promise<void>;
};

const KEEP_ALIVE_MS = 65_000;
const HEADERS_MS = 20_000;
/** A visitor who takes nothing of an answer for so long does not keep the connection. */
const SILENCE_MS = 120_000;
const CLOSE_MS = 5_000;

/** Starts the edge on node:http. Rejects with the system's error when the port can't be had. */
export async function startEdge(options: StartEdgeOptions): Promise<RunningEdge> {
  const { origin, fragments, port, host = '127.0.0.1', closeMs = CLOSE_MS, ...more } = options;
  const { behindProxy = false, countryHeader, ...rest } = more;
  const upstream = httpFetch();
  const edge = new Edge({
    fetch: upstream.fetch,
    sendsHost: true,
    ...rest,
    origin: new URL(origin),
    ...(fragments === undefined ? {} : { fragments: new URL(fragments) }),
  });
  const onError = rest.onError ?? ((error: unknown) => console.error(error));
  const server = createServer((incoming, outgoing) => {
    serve(edge, incoming, outgoing, { behindProxy, countryHeader }).catch((error: unknown) => {
      onError(error);
      outgoing.destroy();
    });
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.headersTimeout = HEADERS_MS;
  server.timeout = SILENCE_MS;
  await listening(server, port, host);
  const { port: taken } = server.address() as AddressInfo;
  const shown = host.includes(':') ? `[${host}]` : host;
  return {
    url: `http://${shown}:${taken}`,
    edge,
    async close() {
      await closed(server, closeMs);
      upstream.close();
    },
  };
}

async function serve(
  edge: Edge,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { behindProxy, countryHeader }: { behindProxy: boolean; countryHeader: string | undefined },
): Promise<void> {
  // Whoever goes while being answered is no error of ours.
  outgoing.on('error', () => {});
  const gone = new AbortController();
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) gone.abort();
  });
  const request = edgeRequest(incoming, gone.signal, behindProxy);
  const address = clientAddress(incoming, behindProxy);
  const country = countryHeader && incoming.headers[countryHeader.toLowerCase()];
  const context = {
    ...(address ? { clientAddress: address } : {}),
    ...(typeof country === 'string' ? { geo: { country } } : {}),
  };
  const answer = request
    ? await edge.handle(request, context)
    : problemPage(400, 'The address or the Host header can’t be read.');
  await respond(incoming, outgoing, answer);
}

function listening(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function closed(server: Server, closeMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), closeMs);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}
