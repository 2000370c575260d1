import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

export type Seen = {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
};

export type StubAnswer = {
  status?: number;
  headers?: Record<string, string | string[]>;
  body?: string;
  /** ms before it begins. */
  delay?: number;
  /** Breaks the connection instead of answering. */
  broken?: boolean;
};

/** What a stub says; by path without query, or else by whatever `otherwise` makes of the request. */
export type StubAnswers = Record<string, StubAnswer | ((seen: Seen) => StubAnswer)>;

/** A real HTTP server that answers from a table and remembers what it was asked. */
export class StubOrigin {
  readonly seen: Seen[] = [];
  readonly answers: StubAnswers;
  #server: Server | undefined;
  #port = 0;

  constructor(answers: StubAnswers = {}) {
    this.answers = answers;
  }

  get port(): number {
    return this.#port;
  }

  /** Requests whose address begins with `prefix`. */
  asked(prefix: string): Seen[] {
    return this.seen.filter(({ url }) => url.startsWith(prefix));
  }

  /** Starts, again on the same port after `stop`. */
  async start(): Promise<void> {
    const server = createServer((request, response) => void this.#serve(request, response));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.#port, '127.0.0.1', resolve);
    });
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (!server) return;
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = '', url = '', headers } = request;
    const seen = { method, url, headers, body: Buffer.concat(chunks).toString() };
    this.seen.push(seen);
    const entry = this.answers[url.split('?')[0] ?? ''] ?? { status: 404 };
    const answer = typeof entry === 'function' ? entry(seen) : entry;
    if (answer.delay) await new Promise((resolve) => setTimeout(resolve, answer.delay).unref());
    if (answer.broken) return void request.socket.destroy();
    response.writeHead(answer.status ?? 200, answer.headers);
    response.end(answer.body ?? '');
  }
}
