import { type Catalog, type Mapping, type Signal, TAGS } from '@tessera/model';
import type { CompiledCatalog } from '../catalog/compiled-catalog.js';
import { typeOf } from '../collect/dialects/names.js';
import type { SeenName } from '../collect/dialects/seen-names.js';
import { type Handler, sendJson } from '../http/exchange.js';
import type { ServerParts } from '../server-parts.js';
import { queryOf } from './query.js';

/** What becomes of an event by the catalog in force, and by what: an editor's mapping, the built-in table, its name. */
export interface OtherTagName extends SeenName {
  /** Null: it is left out, or nothing of its name can be a name here. */
  readonly type: string | null;
  readonly by: 'mapping' | 'built_in' | 'own_name';
  /** The mapping's key. */
  readonly mapping: string | null;
  /** Whether a published signal is folded from such events. */
  readonly read: boolean;
}

/**
 * GET /admin/other-tags: `{ names: [{ tag, event, count, lastAt, type, by, mapping, read }] }`, which names of events
 * other tags have sent since the start, those that came last first.
 */
export function otherTagsHandler({ personaliser, seenNames }: ServerParts): Handler {
  return (_req, res, { query }) => {
    queryOf(query, []);
    sendJson(res, 200, { names: explained(seenNames.list(), personaliser.current) });
  };
}

function explained(
  seen: readonly SeenName[],
  { catalog, names }: { readonly catalog: Catalog; readonly names: CompiledCatalog['names'] },
): readonly OtherTagName[] {
  const read = new Set(catalog.signals.flatMap(eventsOf));
  const mappings = mappingsByEvent(catalog.mappings);
  return seen.map((one) => {
    const naming = names[one.tag].get(one.event);
    const mapping = mappings.get(idOf(one.tag, one.event)) ?? null;
    const type = naming === undefined ? typeOf(one.event) : (naming?.type ?? null);
    const by = mapping !== null ? 'mapping' : naming === undefined ? 'own_name' : 'built_in';
    return { ...one, type, by, mapping, read: type !== null && read.has(type) };
  });
}

const eventsOf = (signal: Signal): readonly string[] =>
  signal.kind === 'score' ? signal.weights.map(({ event }) => event) : [signal.event];

const idOf = (tag: string, event: string): string => `${tag} ${event}`;

/** The key of the mapping that counts for each tag and event: one for the tag goes before one for any. */
function mappingsByEvent(mappings: readonly Mapping[]): ReadonlyMap<string, string> {
  const enabled = mappings.filter((one) => one.enabled);
  const keysFor = (tags: readonly string[], { event, key }: Mapping): [string, string][] =>
    tags.map((tag) => [idOf(tag, event), key]);
  return new Map([
    ...enabled.flatMap((one) => (one.tag === null ? keysFor(TAGS, one) : [])),
    ...enabled.flatMap((one) => (one.tag === null ? [] : keysFor([one.tag], one))),
  ]);
}
