import type { Core } from '@strapi/strapi';
import type { ImportState } from '../../../contracts/transfer';

/** An import that has said nothing for so long is no longer running anywhere, ms. */
const SILENCE_MS = 60_000;
/** How often a running import says how far it is, ms. */
const EVERY_MS = 500;

type Run = Exclude<ImportState, { kind: 'none' }>;
interface Stored {
  readonly run: Run;
  readonly saidAt: number;
}

const storeOf = (strapi: Core.Strapi) => strapi.store({ type: 'plugin', name: 'tessera', key: 'import' });

/** The import that runs or ran last: kept in the database, so that any Strapi of several can tell. */
export async function importState(strapi: Core.Strapi): Promise<ImportState> {
  const stored = (await storeOf(strapi).get({})) as Stored | null;
  if (!stored) return { kind: 'none' };
  const silent = Date.now() - stored.saidAt > SILENCE_MS;
  return stored.run.kind === 'running' && silent ? { ...stored.run, kind: 'broken' } : stored.run;
}

/** Tells the state: at once if `now`, else not more often than every so many ms. */
export function sayImportState(strapi: Core.Strapi): (run: Run, now?: boolean) => Promise<void> {
  let saidAt = 0;
  return async (run, now = false) => {
    if (!now && Date.now() - saidAt < EVERY_MS) return;
    saidAt = Date.now();
    const value: Stored = { run, saidAt };
    await storeOf(strapi).set({ value });
  };
}
