import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { PROBLEMS, Problem } from './problems.js';

/**
 * A request handler on bare `node:http`, so that the same one can stand in Express's router and, for the
 * busiest addresses, ahead of it.
 */
export type Handler = (req: IncomingMessage, res: ServerResponse, target: Target) => void | Promise<void>;

/** The request's address, taken apart once. */
export interface Target {
  readonly path: string;
  readonly query: string;
  /** Named parts of the path, not yet validated. */
  readonly params: Readonly<Record<string, string>>;
}

export function targetOf(url: string, params: Readonly<Record<string, string>> = {}): Target {
  const mark = url.indexOf('?');
  return mark < 0
    ? { path: url, query: '', params }
    : { path: url.slice(0, mark), query: url.slice(mark + 1), params };
}

export function sendJson(
  res: ServerResponse,
  status: number,
  body: unknown,
  headers: OutgoingHttpHeaders = {},
): void {
  send(res, status, JSON.stringify(body), {
    'Content-Type': 'application/json',
    'Cache-Control': 'no-store',
    ...headers,
  });
}

/** Sends a whole answer. Headers set on `res` before (cookies, CORS) go with it. */
export function send(
  res: ServerResponse,
  status: number,
  body: string | Uint8Array,
  headers: OutgoingHttpHeaders,
): void {
  const length = typeof body === 'string' ? Buffer.byteLength(body) : body.byteLength;
  res.writeHead(status, { ...headers, 'Content-Length': length });
  res.end(res.req.method === 'HEAD' ? undefined : body);
}

/** Answers a problem; what was not expected becomes `internal` and tells the client nothing. */
export function sendProblem(res: ServerResponse, error: unknown): void {
  if (res.headersSent) {
    res.destroy();
    return;
  }
  const problem = error instanceof Problem ? error : new Problem('internal', 'see the server log');
  const { code, detail, status, extra } = problem;
  const body = {
    type: `urn:tessera:problem:${code}`,
    title: PROBLEMS[code].title,
    status,
    code,
    detail,
    ...(extra.refusals ? { refusals: extra.refusals } : {}),
  };
  send(res, status, JSON.stringify(body), {
    'Content-Type': 'application/problem+json',
    'Cache-Control': 'no-store',
    ...(extra.retryAfterS === undefined ? {} : { 'Retry-After': String(extra.retryAfterS) }),
    ...(code === 'unauthorized' ? { 'WWW-Authenticate': 'Bearer' } : {}),
    // What is left of a refused body is not read, so the connection can't be used again.
    ...(code === 'body_too_large' ? { Connection: 'close' } : {}),
  });
}
