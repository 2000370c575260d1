// The ESI stitchers of others, as yardsticks: a page of ours must come out right through them, too. They
// know nothing of decision cookies, so includes point at what the fragment server has for a newcomer.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const pointAt = (html: string, server: string): string =>
  html.replaceAll(
    /src="\/tessera\/slots\/(\w+)/g,
    (_, slot: string) => `src="${server}/tessera/fragments/${slot}/default`,
  );

export async function stitchWithNodesi(html: string, server: string): Promise<string> {
  const NodeEsi = require('nodesi') as new (options: object) => { process(html: string): Promise<string> };
  return new NodeEsi({ baseUrl: server, allowedHosts: [server] }).process(pointAt(html, server));
}

/** `esi` is a middleware that stitches what a handler writes. */
export async function stitchWithEsi(html: string, server: string): Promise<string> {
  const esi = require('esi') as (req: IncomingMessage, res: ServerResponse, next: () => void) => void;
  const stitching = createServer((req, res) => {
    esi(req, res, () => undefined);
    res.end(pointAt(html, server));
  });
  await new Promise<void>((listening) => stitching.listen(0, '127.0.0.1', listening));
  try {
    const response = await fetch(`http://127.0.0.1:${(stitching.address() as AddressInfo).port}/`);
    return await response.text();
  } finally {
    stitching.closeAllConnections();
    stitching.close();
  }
}
