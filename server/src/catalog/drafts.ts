import { Problem } from '../http/problems.js';
import { type CompiledCatalog, compileCatalog } from './compiled-catalog.js';
import { readCatalog, reasonOf } from './read-catalog.js';
import { type CatalogSource, urlSource } from './source.js';

/** A catalog for editors to look at, and whether it really is that of the drafts. */
export interface DraftCatalog {
  readonly compiled: CompiledCatalog;
  readonly from: 'drafts' | 'published';
}

/** What would be in force if everything were published now. */
export interface Drafts {
  /** `published`: the catalog is a file, so there are no drafts, and `get` gives the catalog in force. */
  readonly from: DraftCatalog['from'];
  /** Throws a Problem if the drafts can't be had. */
  get(): Promise<DraftCatalog>;
}

interface DraftOptions {
  readonly catalog: URL | string;
  readonly token: string | null;
  readonly inForce: () => CompiledCatalog;
  readonly clock: () => number;
}

/** Strapi is asked once for all that come within this time, ms: a page is several requests. */
const FRESH_MS = 2_000;

/** Drafts are fetched when somebody looks, beside the catalog's own address and with its token. */
export function draftsOf({ catalog, token, inForce, clock }: DraftOptions): Drafts {
  if (typeof catalog === 'string')
    return {
      from: 'published',
      get: () => Promise.resolve({ compiled: inForce(), from: 'published' }),
    };
  const url = new URL(catalog);
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/drafts`;
  return new FetchedDrafts(urlSource(url, token), clock);
}

class FetchedDrafts implements Drafts {
  readonly from = 'drafts';
  #latest: DraftCatalog | null = null;
  #fetchedAt = -Infinity;
  #underWay: Promise<DraftCatalog> | null = null;

  constructor(
    private readonly source: CatalogSource,
    private readonly clock: () => number,
  ) {}

  get(): Promise<DraftCatalog> {
    const age = this.clock() - this.#fetchedAt;
    // Negative when the clock was set back.
    if (this.#latest && age >= 0 && age < FRESH_MS) return Promise.resolve(this.#latest);
    this.#underWay ??= this.#fetch().finally(() => {
      this.#underWay = null;
    });
    return this.#underWay;
  }

  async #fetch(): Promise<DraftCatalog> {
    let text: string | null;
    try {
      text = await this.source.fetch();
    } catch (error) {
      throw new Problem('drafts_unreachable', `${this.source.name}: ${reasonOf(error)}`);
    }
    if (text !== null) {
      // The source gives a text once: what was refused must not be taken for unchanged.
      this.#latest = null;
      this.#latest = compiledFrom(text);
    }
    if (!this.#latest) throw new Problem('drafts_refused', 'they are as wrong as before');
    this.#fetchedAt = this.clock();
    return this.#latest;
  }
}

function compiledFrom(text: string): DraftCatalog {
  const checked = readCatalog(text);
  if (!checked.ok) {
    const { refusals } = checked;
    const detail = refusals[0]
      ? `${refusals[0].place || 'document'}: ${refusals[0].message}`
      : 'they have errors';
    throw new Problem('drafts_refused', detail, { refusals });
  }
  return { compiled: compileCatalog(checked.value, checked.warnings), from: 'drafts' };
}
