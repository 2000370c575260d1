import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import type { EdgeRequest } from '../handler/exchange.js';

const HOST = /^[\w.-]+(?::\d{1,5})?$|^\[[\da-f:.]+\](?::\d{1,5})?$/i;

/** The last of a list: what the nearest proxy has added. */
const lastOf = (header: string | string[] | undefined): string | undefined =>
  [header].flat().at(-1)?.split(',').at(-1)?.trim() || undefined;

/** Whom the request comes from; behind a proxy, as that says. */
export const clientAddress = (incoming: IncomingMessage, behindProxy: boolean): string | undefined =>
  (behindProxy ? lastOf(incoming.headers['x-forwarded-for']) : undefined) ?? incoming.socket.remoteAddress;

/**
 * A request as the handler wants it; undefined when its address or host can't be meant seriously. `behindProxy`:
 * every request comes through a proxy that says how it came there (`X-Forwarded-Proto` and `-Host`).
 */
export function edgeRequest(
  incoming: IncomingMessage,
  signal: AbortSignal,
  behindProxy = false,
): EdgeRequest | undefined {
  const { method = 'GET', url = '' } = incoming;
  const told = (name: string) => (behindProxy ? lastOf(incoming.headers[name]) : undefined);
  const host = told('x-forwarded-host') ?? incoming.headers.host ?? '';
  // `GET http://other/ HTTP/1.1` is for forward proxies, `OPTIONS *` for the server itself.
  if (!HOST.test(host) || !url.startsWith('/')) return undefined;
  const secure = 'encrypted' in incoming.socket || told('x-forwarded-proto') === 'https';
  const protocol = secure ? 'https' : 'http';
  const address = `${protocol}://${host}${url}`;
  if (!URL.canParse(address)) return undefined;
  const headers = new Headers();
  const { rawHeaders } = incoming;
  try {
    for (let i = 0; i + 1 < rawHeaders.length; i += 2)
      headers.append(rawHeaders[i] ?? '', rawHeaders[i + 1] ?? '');
  } catch {
    return undefined;
  }
  return { method, url: address, headers, body: bodyOf(incoming), signal };
}

function bodyOf(incoming: IncomingMessage): ReadableStream<Uint8Array> | null {
  const { 'content-length': length, 'transfer-encoding': encoding } = incoming.headers;
  if (encoding === undefined && (length === undefined || length === '0')) return null;
  if (incoming.method === 'GET' || incoming.method === 'HEAD') return null;
  return Readable.toWeb(incoming) as unknown as ReadableStream<Uint8Array>;
}
