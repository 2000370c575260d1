import { isJsonObject, type JsonObject } from '@tessera/model';

/** Reading other people's JSON: what is not of the expected kind is not there. */
export const objectIn = (value: unknown): JsonObject => (isJsonObject(value) ? value : {});
export const textIn = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : null;
export const numberIn = (value: unknown): number | null => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
};

/** An object without what is null or undefined. */
export const present = (fields: Readonly<Record<string, unknown>>): JsonObject =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
  ) as JsonObject;

/** What our limits leave of a page's address and what the page says of itself. */
export function pageOf(page: {
  readonly url?: unknown;
  readonly path?: unknown;
  readonly referrer?: unknown;
  readonly type?: unknown;
  readonly category?: unknown;
}): JsonObject {
  const url = textIn(page.url);
  const path = textIn(page.path) ?? (url !== null && URL.canParse(url) ? new URL(url).pathname : null);
  return present({
    url: url?.slice(0, 2_048),
    path: path?.slice(0, 1_024),
    referrer: textIn(page.referrer)?.slice(0, 2_048),
    type: textIn(page.type)?.slice(0, 64),
    category: textIn(page.category)?.slice(0, 128),
  });
}

/**
 * How long ago something happened, ms: by the client's clock when it happened and when it was sent, because both are
 * wrong by the same; where it does not say when it sent, by its clock against ours. Never in the future.
 */
export function ageOf(happened: number | null, sent: number | null, now: number): number {
  return happened === null ? 0 : Math.max(0, (sent ?? now) - happened);
}

/** Epoch ms of an ISO 8601 text or a number of ms; null if it is neither. */
export function instantIn(value: unknown): number | null {
  const instant = typeof value === 'string' ? Date.parse(value) : value;
  return typeof instant === 'number' && Number.isFinite(instant) ? instant : null;
}
