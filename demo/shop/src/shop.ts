import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeAnswers } from './answers.js';

/** One request that reached the shop: behind an edge, that is one that its cache could not answer. */
export interface ShopRequest {
  /** ISO date-time. */
  readonly time: string;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly status: number;
  readonly ms: number;
}

export interface ShopOptions {
  /** 0: any free port. */
  readonly port: number;
  /** 127.0.0.1 if left out. */
  readonly host?: string;
  /** Where the footer sends who came without an edge; http://127.0.0.1:8080 if left out. */
  readonly edgeUrl?: string;
  /** Called after each request. */
  readonly log?: (request: ShopRequest) => void;
}

export interface Shop {
  readonly url: string;
  /** The latest requests, oldest first, at most 10,000. */
  readonly requests: () => readonly ShopRequest[];
  /** Finishes what is under way and stops. */
  readonly close: () => Promise<void>;
}

const MOST_KEPT = 10_000;

/** Starts the shop; rejects with the error of `listen` (EADDRINUSE, EACCES) when it can't. */
export const startShop = async ({
  port,
  host = '127.0.0.1',
  edgeUrl = 'http://127.0.0.1:8080',
  log,
}: ShopOptions): Promise<Shop> => {
  const answerTo = makeAnswers(edgeUrl);
  const kept: ShopRequest[] = [];

  const server = createServer((request, response) => {
    const started = performance.now();
    const { method = 'GET', url = '/' } = request;
    const { status, headers, body } = answerTo(method, url.replace(/[?#].*$/s, ''));
    const fresh = status === 200 && isFresh(request, headers.etag);
    send(response, method, fresh ? 304 : status, headers, fresh ? null : body);
    response.once('close', () => {
      const ms = Math.round((performance.now() - started) * 10) / 10;
      const line = { time: new Date().toISOString(), method, path: url, status: response.statusCode, ms };
      if (kept.push(line) > MOST_KEPT) kept.shift();
      log?.(line);
    });
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    requests: () => kept,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
};

const isFresh = (request: IncomingMessage, etag: string | undefined): boolean => {
  const known = request.headers['if-none-match']?.split(/\s*,\s*/).map((one) => one.replace(/^W\//, ''));
  return etag !== undefined && (known?.includes(etag) ?? false);
};

const send = (
  response: ServerResponse,
  method: string,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: Buffer | null,
) => {
  response.writeHead(status, body ? { ...headers, 'content-length': body.length } : headers);
  response.end(body && method !== 'HEAD' ? body : undefined);
};
