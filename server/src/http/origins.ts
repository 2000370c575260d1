import type { IncomingMessage, ServerResponse } from 'node:http';
import { Problem } from './problems.js';

/**
 * Lets pages of the server's own host and of the allowed origins read answers and send cookies (CORS);
 * throws a Problem for others. Requests without an Origin header (same-origin GETs, apps) pass.
 */
export function originCheck(allowed: readonly string[]): (req: IncomingMessage, res: ServerResponse) => void {
  return (req, res) => {
    const { origin, host, 'x-forwarded-host': forwarded } = req.headers;
    if (origin === undefined) return;
    if (allowed.includes(origin)) {
      res.setHeader('Access-Control-Allow-Origin', origin);
      res.setHeader('Access-Control-Allow-Credentials', 'true');
      res.setHeader('Access-Control-Expose-Headers', 'Tessera-Now');
      res.setHeader('Vary', 'Origin');
      return;
    }
    // Edges that can't send the visitor's Host on say it here. A page elsewhere can't: a browser asks first
    // whether it may send such a header, and is told no.
    const hosts = [host, forwarded];
    if (hosts.some((one) => origin === `http://${one}` || origin === `https://${one}`)) return;
    const list = allowed.length > 0 ? allowed.join(', ') : 'only the server’s own host';
    throw new Problem('origin_not_allowed', `Origin is ${origin}; allowed by TESSERA_ORIGINS: ${list}`);
  };
}

/** Answers a preflight for an allowed origin; `headers` are those it may send beside Content-Type. */
export function sendPreflight(res: ServerResponse, headers: readonly string[] = []): void {
  res.writeHead(204, {
    'Access-Control-Allow-Methods': 'GET, POST, DELETE, OPTIONS',
    'Access-Control-Allow-Headers': ['Content-Type', ...headers].join(', '),
    'Access-Control-Max-Age': '86400',
    'Content-Length': '0',
  });
  res.end();
}
