import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { namesByTag, type TesseraEvent } from '@tessera/model';
import express from 'express';
import { targetOf } from '../../http/exchange.js';
import { Problem } from '../../http/problems.js';
import { decodeEvent, isRefused } from '../decode.js';
import type { Asking, Dialect, Reply, Told } from './dialect.js';

/** A dialect behind a real listener: keeps what it is told, and can be made to refuse. */
export class Listening {
  readonly told: Told[] = [];
  readonly events: TesseraEvent[] = [];
  readonly rejected: string[] = [];
  readonly keys: (string | null)[] = [];
  /** Headers of every request, refused ones too. */
  readonly requests: { readonly path: string; readonly headers: Record<string, unknown> }[] = [];
  /** What the next requests are answered instead; emptied from the front. */
  readonly refuse: { status: number; headers?: Record<string, string> }[] = [];
  /** Ms that the server's clock is ahead of everybody's. */
  ahead = 0;
  #server: Server | null = null;
  url = '';

  /** `files`: what else lies on the same site, by path; what ends in `.js` is a script. */
  async start(dialect: Dialect, files: Readonly<Record<string, string>> = {}): Promise<void> {
    const app = express();
    for (const [path, body] of Object.entries(files))
      app.get(
        path,
        (_req, res) => void res.type(path.endsWith('.js') ? 'text/javascript' : 'text/html').send(body),
      );
    for (const { method, path, read, reply } of dialect.routes) {
      app[method === 'GET' ? 'get' : 'post'](`/collect/${dialect.name}${path}`, async (req, res) => {
        this.requests.push({ path: req.path, headers: req.headers });
        const refused = this.refuse.shift();
        if (refused) {
          res.writeHead(refused.status, refused.headers).end();
          return;
        }
        const now = Date.now() + this.ahead;
        const target = targetOf(req.originalUrl, req.params as Record<string, string>);
        const asking: Asking = { req, target, now, origin: this.url, names: namesByTag([])[dialect.name] };
        const send = ({ status, type, body }: Reply) =>
          res.writeHead(status, { 'content-type': type }).end(body);
        try {
          const { key, told, rejected } = await read(asking);
          this.keys.push(key);
          this.told.push(...told);
          for (const { event } of told) {
            const decoded = decodeEvent(event, now);
            if (isRefused(decoded)) this.rejected.push(decoded.reason);
            else this.events.push(decoded);
          }
          this.rejected.push(...rejected.map(({ reason }) => reason));
          send(reply({ accepted: told.length, rejected }, asking));
        } catch (error) {
          if (!(error instanceof Problem)) throw error;
          send(dialect.refusal(error.status, error.detail, asking));
        }
      });
    }
    this.#server = createServer(app);
    await new Promise<void>((resolve) => this.#server?.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  forget(): void {
    for (const list of [this.told, this.events, this.rejected, this.keys, this.requests, this.refuse])
      list.length = 0;
    this.ahead = 0;
  }

  async stop(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise((resolve) => this.#server?.close(resolve));
  }
}
