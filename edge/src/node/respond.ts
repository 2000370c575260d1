import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { type EdgeAnswer, isStream } from '../handler/exchange.js';
import { gzipped, gzipStream, useGzip } from './encoding.js';

/** Writes an answer; resolves when it has gone out, or when the visitor has gone. */
export function respond(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  answer: EdgeAnswer,
): Promise<void> {
  return write(answer, incoming.headers['accept-encoding'], (status, headers) =>
    outgoing.writeHead(status, nodeHeaders(headers)),
  );
}

/** The same to anything that is opened by status and headers. */
export async function write(
  { status, headers, body }: EdgeAnswer,
  acceptEncoding: string | undefined,
  open: (status: number, headers: Headers) => Writable,
): Promise<void> {
  if (body === null) {
    open(status, headers).end();
    return;
  }
  const gzip = useGzip(acceptEncoding, headers);
  if (!isStream(body)) {
    const chunks = gzip ? [await gzipped(body)] : body;
    if (gzip) headers.set('content-length', String(chunks[0]?.length));
    writeAll(chunks, open(status, headers));
    return;
  }
  const outgoing = open(status, headers);
  const readable = Readable.fromWeb(body as NodeReadableStream<Uint8Array>);
  try {
    if (gzip) await pipeline(readable, gzipStream(), outgoing);
    else await pipeline(readable, outgoing);
  } catch {
    // The visitor has gone, or the origin's answer broke off: then cutting the connection, which pipeline
    // has done, is the only way left to say so.
  }
}

/** One write to the socket for everything that is there. */
function writeAll(chunks: readonly Uint8Array[], outgoing: Writable): void {
  outgoing.cork();
  for (const chunk of chunks) outgoing.write(chunk);
  outgoing.end();
  outgoing.uncork();
}

function nodeHeaders(headers: Headers): OutgoingHttpHeaders {
  const plain: OutgoingHttpHeaders = {};
  headers.forEach((value, name) => {
    plain[name] = value;
  });
  const cookies = headers.getSetCookie();
  if (cookies.length > 0) plain['set-cookie'] = cookies;
  return plain;
}
