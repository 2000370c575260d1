import type { ServerTarget } from '../config';
import type { Outcome } from './pusher';

const TIMEOUT_MS = 5_000;
const MAX_DETAIL = 500;

/** Tells a fragment server to fetch the catalog now: `POST {server}/admin/catalog`. Never throws. */
export async function tell(server: ServerTarget, stop: AbortSignal): Promise<Outcome> {
  if (server.token === '') {
    return {
      ok: false,
      retry: false,
      detail: 'no admin token is configured for this server (TESSERA_ADMIN_TOKEN)',
    };
  }
  try {
    const answer = await fetch(`${server.url}/admin/catalog`, {
      method: 'POST',
      headers: { authorization: `Bearer ${server.token}` },
      // A redirect could carry the token elsewhere.
      redirect: 'error',
      signal: AbortSignal.any([stop, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    const text = await answer.text();
    if (answer.ok) return { ok: true, version: field(text, 'version') };
    const said = field(text, 'detail') ?? text.trim().slice(0, MAX_DETAIL);
    return { ok: false, retry: isTransient(answer.status), detail: `${answer.status} ${said}`.trim() };
  } catch (error) {
    return { ok: false, retry: true, detail: reasonOf(error) };
  }
}

/** Waiting helps against a busy or restarting server, not against a wrong token or a refused catalog. */
const isTransient = (status: number): boolean => status >= 500 || status === 429 || status === 408;

function field(json: string, name: string): string | null {
  try {
    const value = (JSON.parse(json) as Record<string, unknown> | null)?.[name];
    return typeof value === 'string' ? value.slice(0, MAX_DETAIL) : null;
  } catch {
    return null;
  }
}

/** fetch says only "fetch failed"; the reason (ECONNREFUSED …) is in its cause. */
export function reasonOf(error: unknown): string {
  const { name, message, cause } = partsOf(error);
  if (name === 'TimeoutError') return 'no answer in time';
  const inner = partsOf(cause);
  return inner.message || inner.code || message || String(error);
}

/** Not by `instanceof`: an error may come from another realm. */
function partsOf(error: unknown): { name?: string; message?: string; code?: string; cause?: unknown } {
  return error !== null && typeof error === 'object' ? error : {};
}
