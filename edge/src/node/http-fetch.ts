import {
  type ClientRequest,
  Agent as HttpAgent,
  request as httpRequest,
  type IncomingMessage,
  type OutgoingHttpHeaders,
} from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { pipeline, Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { Fetch, FetchInit, Received } from '../handler/upstream.js';

const BODYLESS = new Set([204, 205, 304]);
const DECODERS = new Map([
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
]);

/**
 * Fetch on node:http, for two things that Node's own does not allow: it sends the visitor's `Host`, which the
 * fragment server compares with `Origin`, and it sends no headers that nobody asked for. Keeps connections.
 */
export function httpFetch(): { fetch: Fetch; close(): void } {
  // Idle connections end before Node's servers, which keep them for 5 s, end them under a request.
  const options = { keepAlive: true, maxFreeSockets: 64, scheduling: 'lifo' as const, timeout: 4_000 };
  const agents = { 'http:': new HttpAgent(options), 'https:': new HttpsAgent(options) };
  const open = (url: URL, { method, headers, signal }: FetchInit): ClientRequest => {
    const init = { method, headers: nodeHeaders(headers), signal };
    return url.protocol === 'https:'
      ? httpsRequest(url, { ...init, agent: agents['https:'] })
      : httpRequest(url, { ...init, agent: agents['http:'] });
  };
  const attempt = (url: URL, init: FetchInit, again: boolean) =>
    new Promise<Received>((resolve, reject) => {
      const sent = open(url, init);
      sent.on('error', (error: NodeJS.ErrnoException) => {
        // The origin closed the kept connection just as it was used again; nobody has seen this request.
        const retry = again && sent.reusedSocket && error.code === 'ECONNRESET' && !init.body;
        if (retry) attempt(url, init, false).then(resolve, reject);
        else reject(error);
      });
      sent.on('response', (received) => resolve(receivedFrom(received, init.method)));
      if (init.body) pipeline(Readable.fromWeb(init.body as NodeReadableStream<Uint8Array>), sent, () => {});
      else sent.end();
    });
  return {
    fetch: (url, init) => attempt(url, init, init.method === 'GET' || init.method === 'HEAD'),
    close() {
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
}

function nodeHeaders(headers: Headers): OutgoingHttpHeaders {
  const plain: OutgoingHttpHeaders = {};
  headers.forEach((value, name) => {
    plain[name] = value;
  });
  return plain;
}

function receivedFrom(incoming: IncomingMessage, method: string): Received {
  const status = incoming.statusCode ?? 502;
  // Told by the stream that is made of it, when there is one.
  incoming.on('error', () => {});
  const headers = headersOf(incoming);
  if (method === 'HEAD' || BODYLESS.has(status)) {
    // Nothing is going to read it; without this the connection would not become free.
    incoming.resume();
    return { status, headers, body: null };
  }
  return { status, headers, body: Readable.toWeb(decoded(incoming)) as ReadableStream<Uint8Array> };
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    try {
      headers.append(rawHeaders[i] ?? '', rawHeaders[i + 1] ?? '');
    } catch {
      // Not allowed in HTTP, so it can't be passed on.
    }
  }
  return headers;
}

/** As fetch does: an origin may send an encoding although none was asked for. */
function decoded(incoming: IncomingMessage): Readable {
  const decoder = DECODERS.get(incoming.headers['content-encoding']?.trim().toLowerCase() ?? '')?.();
  // An error of either end destroys both, and whoever reads the decoder is told.
  return decoder ? pipeline(incoming, decoder, () => {}) : incoming;
}
