import { checkCatalog } from '@tessera/model';
import { compileCatalog } from './catalog/compiled-catalog.js';
import { Personaliser } from './personaliser.js';
import { memoryStore } from './profiles/memory-store.js';
import { testCatalog } from './testing/test-catalog.js';
import { refresh } from './upkeep.js';

const T0 = 1_800_000_000_000;
const click = { id: null, type: 'click', time: T0, page: {}, props: {} };

async function personaliserWith(visitors: number): Promise<Personaliser> {
  const personaliser = new Personaliser(
    memoryStore(),
    { mostVisitors: 100_000, retentionMs: 86_400_000, audienceFrom: 100 },
    () => T0,
  );
  await personaliser.swap(compiled());
  for (let i = 0; i < visitors; i++) personaliser.visitors.take(`visitor-${i}-of-many`, [click], null, T0);
  return personaliser;
}

function compiled(over: Record<string, unknown> = {}) {
  const checked = checkCatalog(testCatalog(over));
  if (!checked.ok) throw new Error(JSON.stringify(checked.refusals));
  return compileCatalog(checked.value, []);
}

it('a refresh looks at everybody in slices, and lets others have their turn in between', async () => {
  const personaliser = await personaliserWith(20_000);
  let turns = 0;
  let over = false;
  const others = (): void => {
    turns += 1;
    // Visitors come and go meanwhile.
    personaliser.visitors.take(`late-comer-number-${turns}`, [click], null, T0);
    if (turns === 1) void personaliser.visitors.forget('visitor-19999-of-many');
    if (!over) setImmediate(others);
  };
  setImmediate(others);
  await refresh(personaliser, 300_000);
  over = true;
  expect(turns).toBeGreaterThan(2);
  const { at, freshMs, tookMs, bySegment } = personaliser.freshness;
  expect([at, freshMs, tookMs]).toEqual([T0, 300_000, expect.any(Number)]);
  expect(bySegment.get('hot')).toEqual({ staleShare: 0, meanWeight: 1 });
});

it('a catalog that comes meanwhile is not given the figures of the one before', async () => {
  const personaliser = await personaliserWith(5_000);
  const refreshed = refresh(personaliser, 300_000);
  await personaliser.swap(compiled({ version: 'test#2' }));
  await refreshed;
  expect(personaliser.freshness.at).toBeNull();
  expect(personaliser.following).toEqual({ underWay: false, tookMs: expect.any(Number) });
});

it('a swap is under way until all active visitors follow', async () => {
  const personaliser = await personaliserWith(5_000);
  const older = personaliser.swap(compiled({ version: 'test#2' }));
  const newer = personaliser.swap(compiled({ version: 'test#3' }));
  expect(personaliser.following.underWay).toBe(true);
  await older;
  expect(personaliser.following.underWay).toBe(true);
  await newer;
  expect(personaliser.following.underWay).toBe(false);
});
