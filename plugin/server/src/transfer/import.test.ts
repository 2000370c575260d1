import type { CatalogFile } from '../../../contracts/catalog-file';
import { UID } from '../../../contracts/ids';
import { SEGMENT, VARIANT } from '../../../test/definitions';
import { file, transferBench } from './transfer.suite';

const bench = transferBench();
const { documents, send, plan, importFile, exported, published } = bench;

describe('an import', () => {
  it('of a file that was not looked at, or after something has changed, is refused', async () => {
    const text = file({ segments: [{ key: 'a', published: { name: 'A' } }] });
    const { hash } = await plan(text);
    await documents('segment').create(SEGMENT('meanwhile'));
    for (const fields of [{ hash }, { hash: 'x' }, {}] as Record<string, string>[])
      expect((await send('apply', text, fields)).status).toBe(409);
    expect((await send('apply', text, { hash: (await plan(text)).hash, remove: 'true' })).status).toBe(409);
    expect(JSON.parse((await exported()).text).segments).toHaveLength(1);
  });

  it('unpublishes, deletes, moves locales and renames as the file says', async () => {
    await documents('segment').published(SEGMENT('down'));
    await documents('segment').published(SEGMENT('gone'));
    await documents('slot').published({ key: 'hero', name: 'Hero', fallback: 'Gone00000001' });
    const variant = await documents('variant').published(
      VARIANT('Old', { key: 'Gone00000001', targeting: { segments: { none: ['gone'] } } }),
    );
    await documents('variant').update(
      variant.documentId,
      { template: 'text', content: { text: 'Adiós' } },
      { locale: 'es' },
    );
    await documents('variant').publish(variant.documentId, { locale: 'es' });
    const wanted = file({
      segments: [{ key: 'down', draft: { key: 'renamed', name: 'Down', enabled: false } }],
      variants: [
        {
          key: 'Gone00000001',
          published: {
            name: 'New',
            slots: ['hero'],
            locales: { en: { template: 'text', content: { text: 'Hi' } } },
          },
        },
      ],
    });
    expect(await importFile(wanted, true)).toMatchObject({
      kind: 'finished',
      by: 'super Test',
      troubles: [],
    });
    const { segments, variants, slots } = JSON.parse((await exported()).text) as CatalogFile;
    // Not published any more, it is known by the key it would be published under.
    expect(segments).toEqual([{ key: 'renamed', draft: { name: 'Down', enabled: false } }]);
    expect(variants).toEqual((JSON.parse(wanted) as CatalogFile).variants);
    expect(slots).toEqual([]);
  });

  it('comes to fragment servers all at once', async () => {
    await documents('segment').published(SEGMENT('first'));
    const before = await published();
    const text = file({
      segments: Array.from({ length: 12 }, (_, n) => ({ key: `s${n}`, published: { name: `S ${n}` } })),
    });
    const seen = new Set<string>();
    const stop = bench.cms().strapi.db.lifecycles.subscribe({
      models: [UID.segment],
      afterCreate: async () => {
        seen.add((await published()).etag);
      },
    });
    expect(await importFile(text)).toMatchObject({ kind: 'finished', done: 12 });
    stop();
    const after = await published();
    expect([...seen]).toEqual([before.etag]);
    expect(JSON.parse(after.body).segments).toHaveLength(13);
  });

  it('goes on where one entry fails, and leaves what builds on it as it was', async () => {
    // Its draft has taken the key: only saving finds that out.
    const other = await documents('segment').published(SEGMENT('other'));
    await documents('segment').update(other.documentId, { key: 'wanted' });
    await documents('segment').published(SEGMENT('child', { when: { 'traits.a': 1 } }));
    const before = JSON.parse((await published()).body).segments;
    const state = await importFile(
      file({
        segments: [
          { key: 'child', published: { name: 'Child', parent: 'wanted' } },
          { key: 'wanted', published: { name: 'Wanted' } },
          { key: 'free', published: { name: 'Free' } },
        ],
      }),
    );
    expect(state.counts).toEqual({ done: 1, failed: 1, skipped: 1 });
    expect(state.troubles).toMatchObject([
      { key: 'wanted', outcome: 'failed', detail: expect.stringMatching(/must be unique/) },
      { key: 'child', outcome: 'skipped', detail: expect.stringMatching(/builds on the segment "wanted"/) },
    ]);
    const after = JSON.parse((await published()).body).segments as { key: string }[];
    expect(after.filter(({ key }) => key !== 'free')).toEqual(before);
  });
});
