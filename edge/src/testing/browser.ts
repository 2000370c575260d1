import { Agent, type IncomingHttpHeaders, request } from 'node:http';

export type Got = {
  status: number;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
  text: string;
};

export type Ask = { method?: string; headers?: Record<string, string>; body?: string };

const agent = new Agent({ keepAlive: true });

/** A visitor's request exactly as written: nothing is added, decoded or followed. */
export function ask(base: string, path: string, asked: Ask = {}): Promise<Got> {
  return attempt(base, path, asked).catch((error: unknown) => {
    // The connection was closed just as it was used again: browsers try once more, too.
    if (error instanceof Reused) return attempt(base, path, asked);
    throw error;
  });
}

class Reused extends Error {}

function attempt(base: string, path: string, { method = 'GET', headers = {}, body }: Ask): Promise<Got> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, method, headers, agent }, (received) => {
      const chunks: Buffer[] = [];
      received.on('data', (chunk: Buffer) => chunks.push(chunk));
      received.on('error', reject);
      received.on('end', () => {
        const bytes = Buffer.concat(chunks);
        resolve({
          status: received.statusCode ?? 0,
          headers: received.headers,
          bytes,
          text: bytes.toString(),
        });
      });
    });
    sent.on('error', (error) => reject(sent.reusedSocket ? new Reused(error.message) : error));
    sent.end(body);
  });
}

export const closeBrowsers = (): void => agent.destroy();

/** The same, with a cookie header made of `cookies`. */
export const cookies = (values: Record<string, string>): Record<string, string> => ({
  cookie: Object.entries(values)
    .map(([name, value]) => `${name}=${value}`)
    .join('; '),
});
