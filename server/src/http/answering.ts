import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { Metrics } from '../operate/metrics.js';
import { type Handler, sendProblem, type Target } from './exchange.js';
import { Problem } from './problems.js';

/** Addresses whose answers a CDN stitches into pages: an error there must not have a body. */
const STITCHED = /^\/tessera\/(slots|fragments)\//;

/** Runs a handler so that whatever it throws becomes an answer, and every answer is measured. */
export function answering(
  route: string,
  handler: Handler,
  { metrics, log }: { metrics: Metrics; log: Logger },
) {
  const measure = metrics.requests(route);
  return (req: IncomingMessage, res: ServerResponse, target: Target): void => {
    const start = performance.now();
    const done = (): void => measure(res.statusCode, (performance.now() - start) / 1_000);
    const failed = (error: unknown): void => answerError(res, target, error, { metrics, log });
    try {
      const answered = handler(req, res, target);
      if (answered) void answered.catch(failed).then(done);
      else done();
    } catch (error) {
      failed(error);
      done();
    }
  };
}

/** Answers what went wrong; only what was not expected is logged as an error. */
export function answerError(
  res: ServerResponse,
  { path }: Target,
  error: unknown,
  { metrics, log }: { metrics: Metrics; log: Logger },
): void {
  const expected = error instanceof Problem;
  metrics.problem(expected ? error.code : 'internal');
  if (expected) log.debug({ path, code: error.code, detail: error.detail }, 'request refused');
  else log.error({ path, err: error }, 'request failed');
  if (STITCHED.test(path) && !res.headersSent) {
    res.writeHead(expected ? error.status : 500, { 'Cache-Control': 'no-store', 'Content-Length': '0' });
    res.end();
  } else sendProblem(res, error);
}
