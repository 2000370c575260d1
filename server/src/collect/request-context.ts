import type { IncomingMessage } from 'node:http';
import {
  type Context,
  contextOfFields,
  REQUEST_FIELDS,
  type RequestField,
  readContext,
  requestField,
} from '@tessera/model';

const header = (req: IncomingMessage, name: string): string | undefined => {
  const value = req.headers[name];
  return Array.isArray(value) ? value[0] : value;
};

/**
 * What a request alone says about a visitor: by its headers, or, where an edge has looked at them already, by its
 * query (`context.device.type=mobile`).
 */
export function contextOfRequest(req: IncomingMessage, query = new URLSearchParams()): Context {
  const telling = { header: (name: string) => header(req, name) };
  const context = contextOfFields(
    REQUEST_FIELDS.map((field) => [field, query.get(`context.${field}`) ?? requestField(telling, field)]),
  );
  const rest = readContext({
    network: { downlink: Number(header(req, 'downlink') ?? Number.NaN) },
    referrer: header(req, 'referer'),
  });
  return { ...rest, ...context, network: { ...rest.network, ...context.network } };
}

/** Those of the fields that a query gives. */
export const contextOfQuery = (query: URLSearchParams, fields: readonly RequestField[]): Context =>
  contextOfFields(fields.map((field) => [field, query.get(`context.${field}`) ?? undefined]));
