import type { IncomingMessage } from 'node:http';
import { type Context, contextOfFields, REQUEST_FIELDS, readContext, requestField } from '@tessera/model';
import type { Told } from '../decide/unknown-decisions.js';

const header = (req: IncomingMessage, name: string): string | undefined => {
  const value = req.headers[name];
  return Array.isArray(value) ? value[0] : value;
};

/**
 * What a request alone says about a visitor: by its headers, or, where an edge has looked at them already, by its
 * query (`context.device.type=mobile`).
 */
export function contextOfRequest(req: IncomingMessage, query = new URLSearchParams()): Context {
  const [byQuery, byHeaders] = [toldByQuery(query), toldByHeaders(req)];
  const context = contextOfFields(
    REQUEST_FIELDS.map((field) => [field, byQuery(field) ?? byHeaders(field) ?? undefined]),
  );
  const rest = readContext({
    network: { downlink: Number(header(req, 'downlink') ?? Number.NaN) },
    referrer: header(req, 'referer'),
  });
  return { ...rest, ...context, network: { ...rest.network, ...context.network } };
}

/** Single fields that a request tells by its headers. */
export function toldByHeaders(req: IncomingMessage): Told {
  const telling = { header: (name: string) => header(req, name) };
  return (field) => requestField(telling, field);
}

/** Single fields that a query gives. */
export const toldByQuery =
  (query: URLSearchParams): Told =>
  (field) =>
    query.get(`context.${field}`);
