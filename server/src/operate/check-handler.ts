import { type Analysis, analysisInSlices, type Catalog, type Refusal } from '@tessera/model';
import { type Handler, sendJson } from '../http/exchange.js';

export interface CheckParts {
  /** The catalog in force and the warnings it came with. */
  catalog(): { readonly catalog: Catalog; readonly warnings: readonly Refusal[] };
  /** The segments of each of at most `limit` active visitors, one list of keys a visitor. */
  memberships(limit: number): Promise<readonly (readonly string[])[]>;
  /** Epoch ms. */
  clock(): number;
}

/** Of how many visitors the memberships are compared. */
const MOST_VISITORS = 20_000;
/** How long visitors may be kept waiting by the analysis at a time, ms. A slice takes some of them at most. */
const PATIENCE_MS = 4;

/**
 * GET /admin/check: what conflicts in the catalog in force, can never be shown, or is there twice, by rule
 * and by the members of its segments: `{ version, at, findings, clusters, approximations, complete }`. It takes up to some seconds, in
 * small pieces between other requests; who asks meanwhile gets the same answer.
 */
export function checkHandler({ catalog, memberships, clock }: CheckParts): Handler {
  let underWay: {
    readonly catalog: Catalog;
    readonly analysis: Promise<Analysis>;
    readonly at: number;
  } | null = null;
  const current = () => {
    const { catalog: inForce, warnings } = catalog();
    if (underWay?.catalog === inForce) return underWay;
    const at = clock();
    const analysis = memberships(MOST_VISITORS).then((members) =>
      drive(analysisInSlices(inForce, { now: at, warnings, memberships: members })),
    );
    const mine = { catalog: inForce, at, analysis };
    underWay = mine;
    const done = (): void => {
      if (underWay === mine) underWay = null;
    };
    mine.analysis.then(done, done);
    return mine;
  };
  return async (_req, res) => {
    const { catalog: analysed, analysis, at } = current();
    sendJson(res, 200, { version: analysed.version, at, ...(await analysis) });
  };
}

/** Runs slices to their end, letting other work through in between. */
async function drive<T>(slices: Generator<void, T>): Promise<T> {
  let until = performance.now() + PATIENCE_MS;
  for (;;) {
    const slice = slices.next();
    if (slice.done) return slice.value;
    if (performance.now() < until) continue;
    await new Promise((resume) => setImmediate(resume));
    until = performance.now() + PATIENCE_MS;
  }
}
