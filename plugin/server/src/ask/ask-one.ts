import type { Answered, Asked } from '../../../contracts/questions';
import type { ServerTarget } from '../config';
import { reasonOf } from '../push/tell';

const TIMEOUT_MS = 5_000;
/** More than this is no answer to any question of ours, bytes. */
const MAX_BYTES = 8 * 1024 * 1024;

/** Asks one fragment server on behalf of the admin panel: the token stays on this side. Never throws. */
export async function askOne(
  server: ServerTarget,
  { method, path }: { readonly method: 'GET' | 'POST'; readonly path: string },
  { query = {}, body }: Asked = {},
): Promise<Answered> {
  const { url, token } = server;
  if (token === '') {
    const detail = 'no admin token is configured for this server (TESSERA_ADMIN_TOKEN)';
    return { kind: 'unauthorized', server: url, detail };
  }
  const address = new URL(`${url}${path}`);
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, String(value));
  try {
    const answer = await fetch(address, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        accept: 'application/json',
        ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
      },
      ...(method === 'POST' ? { body: JSON.stringify(body ?? {}) } : {}),
      // A redirect could carry the token elsewhere.
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return understood(url, answer.status, parsed(await limitedText(answer)));
  } catch (error) {
    return { kind: 'unreachable', server: url, detail: reasonOf(error) };
  }
}

function understood(server: string, status: number, json: unknown): Answered {
  if (status === 401 || status === 403) {
    const detail = `the server answered ${status}: it does not accept our token`;
    return { kind: 'unauthorized', server, detail };
  }
  const object = json !== null && typeof json === 'object' ? (json as Record<string, unknown>) : null;
  if (status >= 200 && status < 300 && object) return { kind: 'ok', server, answer: json };
  if (status >= 400 && status < 500 && typeof object?.code === 'string' && status !== 404) {
    const detail = typeof object.detail === 'string' ? object.detail : object.code;
    return { kind: 'refused', server, detail, refusals: refusalsIn(object.refusals) };
  }
  return { kind: 'unexpected', server, detail: `the server answered ${status}` };
}

const refusalsIn = (value: unknown) =>
  (Array.isArray(value) ? value : []).flatMap((one: unknown) => {
    const { place, value: found, message } = (one ?? {}) as Record<string, unknown>;
    return typeof message === 'string'
      ? [{ place: String(place ?? ''), value: String(found ?? ''), message }]
      : [];
  });

async function limitedText(answer: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body ?? []) {
    size += chunk.length;
    if (size > MAX_BYTES) throw new Error(`the answer is longer than ${MAX_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
