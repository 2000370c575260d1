import { compileCatalog } from '../../catalog/compiled-catalog.js';
import { Personaliser } from '../../personaliser.js';
import { memoryStore } from '../../profiles/memory-store.js';
import { catalogOf } from '../../testing/engine/catalogs.js';
import { event, T0 } from '../../testing/living.js';
import { LiveFigures } from './live-figures.js';

const KEEPING = { mostVisitors: 1_000, retentionMs: 86_400_000, audienceFrom: 100 };
const compiled = compileCatalog(catalogOf([], [{ key: 'all', name: 'All', when: {} }]), []);

async function started() {
  const personaliser = new Personaliser(memoryStore(), KEEPING, () => T0);
  const live = new LiveFigures(personaliser);
  await personaliser.swap(compiled);
  const history = () => live.history.view(T0, personaliser.visitors.audience, ['all']);
  return { personaliser, live, history };
}

it('counts nobody before all that is stored is back', async () => {
  const { personaliser, live, history } = await started();
  personaliser.visitors.take('a-visitor-of-old', [event('click', T0)], null, T0);
  live.tick();
  expect(history().active).toHaveLength(1);
  await personaliser.visitors.restored(() => T0);
  live.tick();
  expect(history()).toMatchObject({ active: [1, 1], segments: { all: [1, 1] } });
});

it('keeps what is new of a batch, once', async () => {
  const { live } = await started();
  const click = (id: string | null) => event('click', T0, {}, id);
  const kept = () => live.recent.of('v').map(({ id }) => id);
  live.folded('v', [click('a'), click(null)], 0, T0);
  live.folded('v', [click('a')], 1, T0);
  expect(kept()).toEqual(['a', null]);
  live.folded('v', [click('a'), click('b'), click('b'), click(null)], 2, T0);
  expect(kept()).toEqual(['a', null, 'b', null]);
});

it('forgets a visitor', async () => {
  const { live } = await started();
  live.folded('v', [event('click', T0)], 0, T0);
  live.forget('v');
  expect(live.recent.everybody(T0)).toEqual([]);
});
