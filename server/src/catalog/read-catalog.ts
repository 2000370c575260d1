import { checkCatalog } from '@tessera/model';

/** A catalog's text, read and checked. What is no JSON is refused like anything else that is wrong. */
export function readCatalog(text: string): ReturnType<typeof checkCatalog> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const message = `must be JSON: ${reasonOf(error)}`;
    return { ok: false, refusals: [{ place: '', value: text.slice(0, 80), message }] };
  }
  return checkCatalog(json);
}

/** Why something failed, with what lies behind it. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error && cause.message ? `${error.message}: ${cause.message}` : error.message;
}
