import type { Catalog, Refusal } from '@tessera/model';
import { type CompiledSlot, compileSlots } from '../decide/candidates.js';
import { FragmentShelf } from '../deliver/fragment-shelf.js';
import { compileEngine, type Engine } from '../engine/engine.js';

/** Everything that follows from one catalog. Built beside the running one and swapped in whole. */
export interface CompiledCatalog {
  readonly catalog: Catalog;
  readonly warnings: readonly Refusal[];
  readonly engine: Engine;
  readonly slots: ReadonlyMap<string, CompiledSlot>;
  readonly fragments: FragmentShelf;
}

export function compileCatalog(catalog: Catalog, warnings: readonly Refusal[]): CompiledCatalog {
  const engine = compileEngine(catalog);
  return {
    catalog,
    warnings,
    engine,
    slots: compileSlots(catalog, engine),
    fragments: new FragmentShelf(catalog),
  };
}

/** In force before any catalog has come: no slots, so every page shows its own defaults. */
export const emptyCatalog: Catalog = {
  version: 'none',
  timezone: 'UTC',
  signals: [],
  segments: [],
  slots: [],
  variants: [],
  experiments: [],
};
