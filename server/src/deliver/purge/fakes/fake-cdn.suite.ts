import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a CDN keeps: an address and the tags it came with. */
export interface Kept {
  readonly url: string;
  readonly tags: readonly string[];
}

/** A CDN whose cache is a list, with its vendor's API as a real server. */
export interface FakeCdn {
  readonly api: string;
  readonly calls: readonly Call[];
  kept: Kept[];
  /** The next call is answered so, whatever it asks. */
  next: Answer | null;
  /** Drops what is kept and fits. */
  drop(fits: (kept: Kept) => boolean): void;
  stop(): Promise<void>;
}

/** Starts one; `answer` is what the vendor's documentation says of a call. */
export async function startFakeCdn(answer: (call: Call, cdn: FakeCdn) => Answer): Promise<FakeCdn> {
  const calls: Call[] = [];
  // Vendors take longer headers than Node does by default.
  const server = createServer({ maxHeaderSize: 65_536 }, async (req, res) => {
    let body = '';
    for await (const chunk of req) body += chunk;
    const call = { method: req.method ?? '', path: req.url ?? '', headers: req.headers, body };
    calls.push(call);
    const { status, headers, body: text = '' } = cdn.next ?? answer(call, cdn);
    cdn.next = null;
    res.writeHead(status, { ...headers }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cdn: FakeCdn = {
    api: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    kept: [],
    next: null,
    drop: (fits) => {
      cdn.kept = cdn.kept.filter((one) => !fits(one));
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return cdn;
}

export const hasOneOf =
  (tags: readonly string[]) =>
  (kept: Kept): boolean =>
    kept.tags.some((tag) => tags.includes(tag));

export const json = (status: number, body: unknown): Answer => ({
  status,
  body: JSON.stringify(body),
  headers: { 'Content-Type': 'application/json' },
});
