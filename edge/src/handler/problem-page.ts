import { type EdgeAnswer, toResponse } from './exchange.js';

const TITLES: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  504: 'Gateway Timeout',
  508: 'Loop Detected',
};

/** A small plain page; `detail` is our own text, never a visitor's. */
export function problemPage(status: number, detail: string): EdgeAnswer {
  const title = `${status} ${TITLES[status] ?? 'Error'}`;
  const page = `<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n<title>${title}</title>\n<h1>${title}</h1>\n<p>${detail}</p>\n</html>\n`;
  const bytes = new TextEncoder().encode(page);
  const headers = new Headers({
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-length': String(bytes.length),
  });
  return { status, headers, body: [bytes] };
}

/** For addresses whose answer might be stitched into a page: no text at all. */
export function emptyAnswer(status: number): EdgeAnswer {
  const headers = new Headers({ 'cache-control': 'no-store', 'content-length': '0' });
  return { status, headers, body: [] };
}

export function upstreamProblem(status: 502 | 504): EdgeAnswer {
  const detail =
    status === 504
      ? 'The server behind this site did not answer in time. Please try again.'
      : 'The server behind this site could not be reached. Please try again.';
  return problemPage(status, detail);
}

/** What is wrong with the settings is for whoever deployed the edge, not for visitors. */
export function misconfigured(error: unknown): Response {
  console.error(error instanceof Error ? error.message : error);
  return toResponse(problemPage(500, 'This site’s edge is not set up. Its log says what is missing.'));
}
