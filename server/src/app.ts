import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { answerError, answering } from './http/answering.js';
import { targetOf } from './http/exchange.js';
import { Problem } from './http/problems.js';
import { BEACON_PATTERN, FRAGMENT_PATTERN, type Route, routesOf } from './routes.js';
import type { ServerParts } from './server-parts.js';

type Answering = ReturnType<typeof answering>;

/** The whole server: the front door for the two busiest addresses, Express for all. */
export function createTesseraServer(parts: ServerParts): { server: Server; app: Express } {
  const routes = routesOf(parts);
  const app = expressApp(routes, parts);
  const frontDoor = frontDoorOf(routes, parts);
  const server = createServer((req, res) => {
    if (!frontDoor(req, res)) app(req, res);
  });
  // A slow client must not hold a connection for ever.
  server.requestTimeout = 30_000;
  server.headersTimeout = 10_000;
  // Longer than CDNs leave a connection idle, or a beacon could be sent into one that is just being closed:
  // Varnish and nginx take 60 s, Traffic Server 120 s.
  server.keepAliveTimeout = 125_000;
  return { server, app };
}

function expressApp(routes: readonly Route[], parts: ServerParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  for (const { method, pattern, handler } of routes) {
    const answer = answering(pattern, handler, parts);
    const mount = (req: Request, res: Response) =>
      answer(req, res, targetOf(req.originalUrl, req.params as Record<string, string>));
    if (method === 'GET') app.get(pattern, mount);
    else if (method === 'POST') app.post(pattern, mount);
    else if (method === 'DELETE') app.delete(pattern, mount);
    else app.options(pattern, mount);
  }
  for (const [pattern, methods] of methodsByPattern(routes)) {
    app.all(pattern, (req, res) => {
      res.setHeader('Allow', methods);
      answerError(
        res,
        targetOf(req.originalUrl),
        new Problem('method_not_allowed', `${req.method}; allowed: ${methods}`),
        parts,
      );
    });
  }
  app.use((req, res) => {
    answerError(res, targetOf(req.originalUrl), new Problem('not_found', `no address ${req.path}`), parts);
  });
  // Express recognises error handlers by their four parameters.
  app.use((error: unknown, req: Request, res: Response, _next: NextFunction) => {
    const malformed = error instanceof URIError;
    answerError(
      res,
      targetOf(req.originalUrl),
      malformed ? new Problem('not_found', 'the address is malformed') : error,
      parts,
    );
  });
  return app;
}

function methodsByPattern(routes: readonly Route[]): Map<string, string> {
  const methods = new Map<string, string>();
  for (const { pattern, method } of routes) {
    const more = method === 'GET' ? 'GET, HEAD' : method;
    methods.set(pattern, methods.has(pattern) ? `${methods.get(pattern)}, ${more}` : more);
  }
  return methods;
}

const FRAGMENTS = '/tessera/fragments/';
/** What other tags' clients send. */
const DIALECTS = '/collect/';

/**
 * Express's router costs several times what answering a fragment does, so the same handlers stand ahead of
 * it for the few addresses that get nearly all requests. Answers false for everything else, and for
 * anything unusual about them.
 */
function frontDoorOf(
  routes: readonly Route[],
  parts: ServerParts,
): (req: IncomingMessage, res: ServerResponse) => boolean {
  const answerOf = (method: Route['method'], pattern: string): Answering => {
    const route = routes.find((one) => one.method === method && one.pattern === pattern);
    if (!route) throw new Error(`no route ${method} ${pattern}`);
    return answering(pattern, route.handler, parts);
  };
  const fragment = answerOf('GET', FRAGMENT_PATTERN);
  const beacon = answerOf('POST', BEACON_PATTERN);
  const dialects = new Map(
    routes
      .filter(({ method, pattern }) => method === 'POST' && pattern.startsWith(DIALECTS))
      .map(({ method, pattern }) => [pattern, answerOf(method, pattern)]),
  );
  return (req, res) => {
    const { url = '', method } = req;
    if (method === 'POST' && url === BEACON_PATTERN) {
      void beacon(req, res, targetOf(url));
      return true;
    }
    if (method === 'POST' && url.startsWith(DIALECTS)) {
      const target = targetOf(url);
      const dialect = dialects.get(target.path);
      if (dialect) void dialect(req, res, target);
      return dialect !== undefined;
    }
    if ((method !== 'GET' && method !== 'HEAD') || !url.startsWith(FRAGMENTS) || url.includes('%'))
      return false;
    const target = targetOf(url);
    const [slot, variant, ...rest] = target.path.slice(FRAGMENTS.length).split('/');
    if (!slot || !variant || rest.length > 0) return false;
    void fragment(req, res, { ...target, params: { slot, variant } });
    return true;
  };
}
