import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Heard {
  readonly method: string;
  readonly url: string;
  readonly authorization: string | undefined;
  readonly time: number;
}

/** A real listener in the place of a fragment server, on a port of its own; it answers what a test tells it to. */
export class FragmentServer {
  readonly heard: Heard[] = [];
  readonly token = 'admin-token';
  answer: (request: IncomingMessage) => { status: number; json?: unknown } = () => ({
    status: 200,
    json: {},
  });
  #server: Server | null = null;
  #port = 0;

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Listens; again on the same port after a stop. */
  async start(): Promise<void> {
    this.#server = createServer((request, response) => {
      const { method = '', url = '', headers } = request;
      this.heard.push({ method, url, authorization: headers.authorization, time: Date.now() });
      const { status, json } = this.answer(request);
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json ?? {}));
    });
    await new Promise<void>((resolve) => this.#server?.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    const server = this.#server;
    server?.closeAllConnections();
    await new Promise((resolve) => (server ? server.close(resolve) : resolve(null)));
  }

  /** Waits until so many requests have been heard; fails after two seconds. */
  async until(count: number): Promise<void> {
    for (const end = Date.now() + 2_000; this.heard.length < count; ) {
      if (Date.now() > end) throw new Error(`heard ${this.heard.length} of ${count} requests`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}
