/** The variant that fills a slot for this visitor, and whether it was another the last time the server told. */
export type Decision = { variant: string; changed: boolean };

/** What the server tells, as in http.md; `now` is its clock when it answered (epoch ms; 0 when it didn't say). */
export type Answer = {
  decisions?: Record<string, Decision>;
  until?: number | null;
  now: number;
};

const BEACON = '/tessera/beacon';

/**
 * Posts one beacon. False: it was not taken and may be sent again; true: it was taken, or refused for what it
 * is; else the server's answer. `last`: the page may be gone the next moment, so nothing waits for an answer.
 * A string goes as text/plain in both ways, the only type that a closing page can still send
 * (application/json would die in its preflight).
 */
export const post = async (body: string, last?: boolean): Promise<Answer | boolean> => {
  if (last) return navigator.sendBeacon(BEACON, body);
  try {
    const response = await fetch(BEACON, { method: 'POST', body, keepalive: true });
    if (response.ok) return { ...(await response.json()), now: Number(response.headers.get('Tessera-Now')) };
    // 400, 413, 415 would come again; 429 and 5xx pass.
    return response.status < 429;
  } catch {
    // No answer, or one that isn't the server's: the ids make a repeat harmless.
    return false;
  }
};
