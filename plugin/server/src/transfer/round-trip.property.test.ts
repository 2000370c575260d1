import fc from 'fast-check';
import { KINDS, type Kind, UID } from '../../../contracts/ids';
import { documentsOf } from '../../../test/definitions';
import { newAppFolder, startStrapi, type TestStrapi } from '../../../test/strapi';
import { type Definitions, definitions } from './definitions.suite';
import type { TransferService } from './service';

const app = newAppFolder();
let cms: TestStrapi;
let transfer: TransferService;
const SOMEBODY = { id: null, name: 'Test' };

beforeAll(async () => {
  cms = await startStrapi(app.folder);
  await cms.strapi.plugin('i18n').service('locales').create({ code: 'es', name: 'Spanish (es)' });
  transfer = cms.strapi.plugin('tessera').service('transfer');
}, 60_000);
afterAll(async () => {
  await cms.stop();
  app.remove();
});

async function empty(): Promise<void> {
  for (const kind of KINDS) await cms.strapi.db.query(UID[kind]).deleteMany({ where: {} });
}

async function importText(text: string, remove = false) {
  const plan = await transfer.plan(text, remove);
  if (plan.kind !== 'plan') throw new Error(JSON.stringify(plan.refusals));
  const started = await transfer.apply(text, remove, plan.hash, SOMEBODY);
  if (started.kind !== 'started') throw new Error(started.kind);
  await started.finished;
  return { plan, state: await transfer.state() };
}

/** Makes what an editor would have made, step by step. What the plugin refuses is not there. */
async function make(all: Definitions): Promise<void> {
  const quietly = (work: Promise<unknown>) => work.catch(() => undefined);
  for (const kind of ['signal', 'segment', 'slot', 'mapping'] as const) {
    for (const { key, published, draft } of all[kind]) await quietly(makePlain(kind, key, published, draft));
  }
  for (const { key, published, draft } of all.variant) await quietly(makeVariant(key, published, draft));
}

async function makePlain(kind: Kind, key: string, published: object | null, draft: object | null) {
  const documents = documentsOf(cms.strapi, kind);
  if (!published) return documents.create({ key, ...(draft ?? { name: 'Half a thought' }) });
  const { documentId } = await documents.published({ key, ...published });
  return draft && documents.update(documentId, { ...draft });
}

type VariantState = NonNullable<Definitions['variant'][number]['published']>;

async function makeVariant(key: string, published: VariantState | null, draft: VariantState | null) {
  const documents = documentsOf(cms.strapi, 'variant');
  const first = published ?? draft;
  const { documentId } = await documents.create({
    key,
    ...(first ? { ...first.shared, ...first.en } : { name: 'Half' }),
  });
  if (first?.es) await documents.update(documentId, { ...first.shared, ...first.es }, { locale: 'es' });
  if (!published) return;
  await documents.publish(documentId, { locale: '*' });
  if (!draft) return;
  await documents.update(documentId, { ...draft.shared, ...draft.en });
  if (draft.es) await documents.update(documentId, { ...draft.shared, ...draft.es }, { locale: 'es' });
}

describe('a file', () => {
  it('of any definitions, taken into an empty Strapi, gives the same file again, byte for byte', async () => {
    await fc.assert(
      fc.asyncProperty(definitions, async (all) => {
        await empty();
        await make(all);
        const { text, counts } = await transfer.export();
        await empty();
        const { plan, state } = await importText(text);
        const made = Object.values(counts).reduce((sum, one) => sum + one, 0);
        expect(plan.counts).toEqual({ create: made, update: 0, delete: 0, unchanged: 0, refused: 0 });
        expect(state).toMatchObject({ kind: 'finished', done: made, troubles: [] });
        expect((await transfer.export()).text).toBe(text);
        expect(
          (await transfer.plan(text, true)).kind === 'plan' && (await importText(text, true)).plan.entries,
        ).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  it('of any definitions, taken into a Strapi that has others, gives the same file again if all else is removed', async () => {
    await fc.assert(
      fc.asyncProperty(definitions, definitions, async (before, after) => {
        await empty();
        await make(after);
        const { text } = await transfer.export();
        await empty();
        // Some entries are in both, with other fields and in another state.
        await make({
          signal: [...before.signal, ...after.signal.map(swapped)],
          segment: [...before.segment, ...after.segment.map(swapped)],
          slot: [...before.slot, ...after.slot.map(swapped)],
          variant: [...before.variant, ...after.variant.map(swapped)],
          mapping: [...before.mapping, ...after.mapping.map(swapped)],
        });
        const { state } = await importText(text, true);
        expect(state).toMatchObject({ kind: 'finished', troubles: [] });
        expect((await transfer.export()).text).toBe(text);
      }),
      { numRuns: 8 },
    );
  });
});

const swapped = <T extends { published: unknown; draft: unknown }>(entry: T): T => ({
  ...entry,
  published: entry.draft,
  draft: entry.published,
});
