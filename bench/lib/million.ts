import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkCatalog, type TesseraEvent } from '@tessera/model';
import { compileEngine } from '../../server/src/engine/engine.js';
import { newVisitor } from '../../server/src/engine/visitor.js';
import { LogFile } from '../../server/src/profiles/embedded/log-file.js';
import { namesOf, pack, unpack } from '../../server/src/profiles/packed/pack.js';
import { benchCatalog } from './bench-catalog.js';

export const MILLION = 1_000_000;

/** A visitor's id, of a nanoid's 21 characters. */
export const visitorId = (visitor: number): string => `${visitor}`.padStart(21, 'v');

const PAGE = {
  url: 'https://shop.example/p/aero-13',
  path: '/p/aero-13',
  type: 'product',
  category: 'laptops',
};
const COMPARISON = { ...PAGE, path: '/compare', type: 'comparison' };
const LOCALES = ['en-GB', 'es-ES', 'de-DE', 'fr-FR'];

/** What gives life to each of the catalog's ten signals. */
function acts(visitor: number, now: number): TesseraEvent[] {
  const all = [
    ['page_view', COMPARISON, {}],
    ['page_view', PAGE, {}],
    ['scroll', PAGE, { depth: 30 + (visitor % 70), velocity: 310, half_ms: 4_200 + (visitor % 900) }],
    ['dwell', PAGE, { ms: firstDwell(visitor) }],
    ['focus', PAGE, { element: 'specs', ms: 800 + (visitor % 700) }],
    ['focus', PAGE, { element: 'price', ms: 500 + (visitor % 500) }],
    ['cart_add', PAGE, { value: 100 + (visitor % 90) }],
    ['cart', PAGE, { value: 100 + (visitor % 90) }],
    ['purchase', PAGE, { value: 10 }],
  ] as const;
  const start = now - 60_000 - (visitor % 300_000);
  return all.map(([type, page, props], i) => ({
    id: `${visitor}-${i}`,
    type,
    time: start + i * 2_500,
    page,
    props,
  }));
}

/** Fills a store's directory with a million visitors of ten live signals each, seen within the last minutes. */
export function fillStore(directory: string): void {
  const checked = checkCatalog(benchCatalog());
  if (!checked.ok) throw new Error('the catalog is refused');
  const engine = compileEngine(checked.value);
  const names = namesOf(engine);
  const file = new LogFile(join(directory, 'visitors.db'));
  const now = Date.now();
  for (let from = 0; from < MILLION; from += 10_000) {
    const rows = function* () {
      for (let i = from; i < from + 10_000; i++) {
        const visitor = newVisitor(visitorId(i), now - 400_000);
        const context = {
          device: { type: 'desktop' as const, screen: { width: 1_280 + (i % 50) * 16, height: 900 } },
          network: { type: '4g' as const },
          locale: LOCALES[i % LOCALES.length] as string,
        };
        const events = acts(i, now);
        engine.take(visitor, events, context, Math.max(...events.map(({ time }) => time)) + 100);
        if (engine.signals.filter(({ number }) => visitor.signals.entries(number)).length !== 10)
          throw new Error('not ten live signals');
        yield { id: visitor.id, profile: pack(visitor, names) };
      }
    };
    file.append(rows());
  }
  file.close();
}

/** How many beacons (each of which brought a second of dwelling) the store holds of these visitors. */
export function keptBeacons(directory: string, heard: readonly string[]): number {
  const checked = checkCatalog(benchCatalog());
  if (!checked.ok) throw new Error('the catalog is refused');
  const names = namesOf(compileEngine(checked.value));
  const dwelling = names.engine.signals.find(({ key }) => key === 'time_on_page')?.number ?? -1;
  const wanted = new Set(heard);
  const latest = new Map<string, Buffer>();
  const file = new LogFile(join(directory, 'visitors.db'));
  const unreadable = (what: string, reason: string): never => {
    throw new Error(`${what}: ${reason}`);
  };
  for (const batch of file.batches(unreadable))
    for (const { id, profile } of batch) if (profile !== null && wanted.has(id)) latest.set(id, profile);
  file.close();
  let seconds = 0;
  for (const [id, profile] of latest) {
    const entries = unpack(profile, 0, profile.length, names).signals.entries(dwelling) ?? [];
    const sum = entries.reduce<number>(
      (total, value, i) => (i % 2 === 1 ? total + (value as number) : total),
      0,
    );
    seconds += (sum - firstDwell(Number(id.replaceAll('v', '')))) / 1_000;
  }
  return Math.round(seconds);
}

const firstDwell = (visitor: number): number => 5_000 + (visitor % 1_000);

/** The bench's catalog with one more segment, so that everybody has to be looked at. */
export function changedCatalog(): unknown {
  const catalog = benchCatalog() as { version: string; segments: unknown[] };
  const segment = { key: 'deep_reader', name: 'Deep reader', when: { 'signals.scroll_depth': { $gt: 60 } } };
  return { ...catalog, version: 'bench#2', segments: [...catalog.segments, segment] };
}

export const writeCatalog = (path: string, catalog: unknown): void =>
  writeFileSync(path, JSON.stringify(catalog));
