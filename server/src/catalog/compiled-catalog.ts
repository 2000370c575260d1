import { type Catalog, type NamesOf, namesByTag, type Refusal, type Tag } from '@tessera/model';
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
  /** What the events of other tags are here. */
  readonly names: Readonly<Record<Tag, NamesOf>>;
}

export function compileCatalog(catalog: Catalog, warnings: readonly Refusal[]): CompiledCatalog {
  const engine = compileEngine(catalog);
  return {
    catalog,
    warnings,
    engine,
    slots: compileSlots(catalog, engine),
    fragments: new FragmentShelf(catalog),
    names: namesByTag(catalog.mappings),
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
  mappings: [],
  experiments: [],
};
