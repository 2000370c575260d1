/** The variant that fills a slot for this visitor, and whether it was another the last time the server told. */
export type Decision = { variant: string; changed: boolean };

/** What the server tells, as in http.md; `now` is its clock when it answered (epoch ms; 0 when it didn't say). */
export type Answer = {
  /** Null: nothing of this visitor is kept. */
  visitor?: string | null;
  /** Events that were not taken, by their place in the beacon. */
  rejected?: { index: number; reason: string }[];
  decisions?: Record<string, Decision>;
  until?: number | null;
  now: number;
};

export const BEACON = '/tessera/beacon';
/** What may go on when the page is gone, bytes: all of a page's requests share 64 KiB, so the large must not take it. */
const LONGEST_KEPT_ALIVE = 20_000;

/**
 * Posts one beacon. False: it was not taken and may be sent again; true: it was taken, or refused for what it
 * is; else the server's answer. A string goes as text/plain, like a closing page's (application/json would die in its
 * preflight there).
 */
export const post = async (body: string): Promise<Answer | boolean> => {
  try {
    const response = await fetch(BEACON, {
      method: 'POST',
      body,
      keepalive: body.length < LONGEST_KEPT_ALIVE,
    });
    if (response.ok) return { ...(await response.json()), now: Number(response.headers.get('Tessera-Now')) };
    // 400, 413, 415 would come again; 429 and 5xx pass.
    return response.status < 429;
  } catch {
    // No answer, or one that isn't the server's: the ids make a repeat harmless.
    return false;
  }
};
