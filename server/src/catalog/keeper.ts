import type { Catalog, Refusal } from '@tessera/model';
import { changedTags } from './changed-tags.js';
import { type CompiledCatalog, compileCatalog } from './compiled-catalog.js';
import type { LastGood } from './last-good.js';
import { readCatalog, reasonOf } from './read-catalog.js';
import type { CatalogSource } from './source.js';

export type LoadOutcome =
  | { readonly kind: 'swapped' | 'unchanged'; readonly version: string }
  | { readonly kind: 'unreachable'; readonly detail: string }
  | { readonly kind: 'refused'; readonly detail: string; readonly refusals: readonly Refusal[] };

export interface CatalogStatus {
  readonly version: string;
  /** When the catalog in force came, ISO 8601; null before any came. */
  readonly loadedAt: string | null;
  readonly source: string;
  readonly error: {
    readonly code: string;
    readonly detail: string;
    readonly refusals?: readonly Refusal[];
  } | null;
  readonly warnings: readonly Refusal[];
}

export interface KeeperParts {
  readonly source: CatalogSource;
  readonly lastGood: LastGood;
  swap(compiled: CompiledCatalog): Promise<void>;
  /** Tags to purge from CDNs after a swap. */
  purge(tags: readonly string[]): void;
  report(outcome: LoadOutcome): void;
}

/** Keeps the newest good catalog in force. Loads one at a time; a bad or missing one changes nothing. */
export class CatalogKeeper {
  readonly #parts: KeeperParts;
  #inForce: CompiledCatalog | null = null;
  #loadedAt: string | null = null;
  #error: CatalogStatus['error'] = null;
  #underWay: Promise<LoadOutcome> | null = null;
  #next: Promise<LoadOutcome> | null = null;
  #poll: NodeJS.Timeout | null = null;

  constructor(parts: KeeperParts) {
    this.#parts = parts;
  }

  get ready(): boolean {
    return this.#inForce !== null;
  }

  get status(): CatalogStatus {
    return {
      version: this.#inForce?.catalog.version ?? 'none',
      loadedAt: this.#loadedAt,
      source: this.#parts.source.name,
      error: this.#error,
      warnings: this.#inForce?.warnings ?? [],
    };
  }

  /** Takes the last good catalog into force, then asks the source; polls it from then on. */
  async start(pollS: number): Promise<void> {
    const text = await this.#parts.lastGood.read();
    if (text !== null) await this.#take(text, { fresh: false });
    const outcome = await this.load();
    this.#schedule(pollS, outcome.kind === 'unreachable' ? 1 : pollS);
  }

  stop(): void {
    if (this.#poll) clearTimeout(this.#poll);
  }

  /**
   * Asks the source now. A call during a load waits for one more load, which all such calls share: what
   * was published before the call is in force when it resolves.
   */
  load(): Promise<LoadOutcome> {
    if (!this.#underWay) {
      this.#underWay = this.#load().finally(() => {
        this.#underWay = null;
      });
      return this.#underWay;
    }
    this.#next ??= this.#underWay.then(() => {
      this.#next = null;
      return this.load();
    });
    return this.#next;
  }

  #schedule(pollS: number, delayS: number): void {
    this.#poll = setTimeout(async () => {
      const { kind } = await this.load();
      this.#schedule(pollS, kind === 'unreachable' ? Math.min(pollS, delayS * 2) : pollS);
    }, delayS * 1_000);
    this.#poll.unref();
  }

  async #load(): Promise<LoadOutcome> {
    const outcome = await this.#fetchAndTake();
    this.#error = errorOf(outcome);
    this.#parts.report(outcome);
    return outcome;
  }

  async #fetchAndTake(): Promise<LoadOutcome> {
    let text: string | null;
    try {
      text = await this.#parts.source.fetch();
    } catch (error) {
      return { kind: 'unreachable', detail: `${this.#parts.source.name}: ${reasonOf(error)}` };
    }
    // Unchanged at the source: what was refused then is still refused.
    if (text === null) return this.#error?.refusals ? refused(this.#error.refusals) : this.#unchanged();
    return this.#take(text, { fresh: true });
  }

  async #take(text: string, { fresh }: { fresh: boolean }): Promise<LoadOutcome> {
    const checked = readCatalog(text);
    if (!checked.ok) return refused(checked.refusals);
    const before: Catalog | undefined = this.#inForce?.catalog;
    if (before && JSON.stringify(before) === JSON.stringify(checked.value)) return this.#unchanged();
    let compiled: CompiledCatalog;
    try {
      compiled = compileCatalog(checked.value, checked.warnings);
    } catch (error) {
      return refused([{ place: '', value: '', message: `cannot be compiled: ${reasonOf(error)}` }]);
    }
    this.#inForce = compiled;
    this.#loadedAt = new Date().toISOString();
    await this.#parts.swap(compiled);
    if (fresh) {
      this.#parts.purge(before ? changedTags(before, checked.value) : ['tessera']);
      await this.#parts.lastGood.write(text).catch((error) => {
        this.#parts.report({
          kind: 'unreachable',
          detail: `the last good catalog could not be kept: ${reasonOf(error)}`,
        });
      });
    }
    return { kind: 'swapped', version: checked.value.version };
  }

  #unchanged(): LoadOutcome {
    return { kind: 'unchanged', version: this.status.version };
  }
}

function errorOf(outcome: LoadOutcome): CatalogStatus['error'] {
  switch (outcome.kind) {
    case 'refused':
      return { code: 'catalog_refused', detail: outcome.detail, refusals: outcome.refusals };
    case 'unreachable':
      return { code: 'catalog_unreachable', detail: outcome.detail };
    default:
      return null;
  }
}

const refused = (refusals: readonly Refusal[]): LoadOutcome => ({
  kind: 'refused',
  detail: refusals[0] ? `${refusals[0].place || 'document'}: ${refusals[0].message}` : 'it has errors',
  refusals,
});
