import type { Engine } from '../engine/engine.js';
import {
  ENGINES,
  event,
  HeldSlices,
  Living,
  recordingStore,
  restoredFrom,
  settled,
  T0,
} from '../testing/living.js';

const mockSlices = new HeldSlices();
jest.mock('./slices.js', () => ({ inSlices: (steps: Iterable<unknown>) => mockSlices.inSlices(steps) }));
beforeEach(() => {
  mockSlices.isHeld = false;
});

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const [before, other, renamed] = ENGINES as readonly [Engine, Engine, Engine];
const keysOf = (living: Living, id: string) => living.segmentsOf(id)?.map(([key]) => key);

describe('waking', () => {
  it('brings up exactly those who are due, and touches nobody else', async () => {
    const touched: string[] = [];
    const watched: Engine = {
      ...before,
      advance: (visitor, now) => {
        touched.push(visitor.id);
        before.advance(visitor, now);
      },
    };
    const living = await Living.started({}, undefined, watched);
    for (let i = 0; i < 1_000; i++) {
      living.now = T0 + i;
      // `hot` ends for those who clicked, each at an instant of its own; carts change nothing by time for 90 s.
      living.take(`visitor-${i}`, i % 4 === 0 ? 'click' : 'cart', { amount: 1 });
    }
    touched.length = 0;
    const ends = living.everybody().map(({ id, until }) => ({ id, until }));
    touched.length = 0;
    for (const wait of [0, 1, 2, 100, 9_000, 9_500, 10_500]) {
      living.now = T0 + 1_000 + wait;
      const due = ends.filter(({ id, until }) => until <= living.now && Number(id.split('-')[1]) % 4 === 0);
      living.wakeAt(living.now);
      expect([...new Set(touched)].sort()).toEqual(due.map(({ id }) => id).sort());
    }
    expect(new Set(touched).size).toBe(250);
    expect(living.visitors.audience.in('hot')).toBe(0);
  });

  it('takes no more than a slice at once, and says how late each was', async () => {
    const living = await Living.started();
    for (let i = 0; i < 500; i++) living.take(`visitor-${i}`, 'click');
    living.now = living.visitors.nextWakeup + 7;
    expect(living.visitors.wake(living.now)).toEqual(Array.from({ length: 200 }, () => 7));
    expect([living.visitors.audience.in('hot'), living.countedByHand().hot]).toEqual([300, 0]);
    living.wakeAt(living.now);
    expect(living.visitors.audience.in('hot')).toBe(0);
  });
});

describe('letting go', () => {
  it('after the retention time, oldest first, a slice at a time, counted; nothing of them stays', async () => {
    const { store, rows } = recordingStore();
    const living = await Living.started({ retentionMs: 30 * DAY }, store);
    for (let i = 0; i < 450; i++) {
      living.take(`visitor-${i}`, 'click');
      await living.visitors.save(`visitor-${i}`);
      living.now += 1_000;
    }
    living.wakeAt(T0 + 30 * DAY + 300_000 + 1);
    living.visitors.expire(living.now);
    expect(living.visitors.letGo).toEqual({ expired: 200, evicted: 0 });
    living.visitors.expire(living.now);
    living.visitors.expire(living.now);
    expect([living.visitors.letGo.expired, living.visitors.known]).toEqual([301, 149]);
    expect([living.segmentsOf('visitor-300'), living.segmentsOf('visitor-301')]).toEqual([null, []]);
    await settled();
    const again = await restoredFrom(rows, living.now);
    expect([again.visitors.known, again.segmentsOf('visitor-300')]).toEqual([149, null]);
  });

  it('beyond the cap, whoever was seen longest ago, counted', async () => {
    const living = await Living.started({ mostVisitors: 3 });
    for (const id of ['a', 'b', 'c', 'a', 'd', 'e']) {
      living.now += 1_000;
      living.take(id, 'click');
      // Being looked at is not being seen.
      living.visitors.find('b', living.now);
    }
    expect(
      living
        .everybody()
        .map(({ id }) => id)
        .sort(),
    ).toEqual(['a', 'd', 'e']);
    expect(living.visitors.letGo).toEqual({ expired: 0, evicted: 2 });
    expect(living.visitors.audience.active).toBe(3);
  });

  it('a cap that was lowered is reached in small steps, by age', async () => {
    const { store, rows } = recordingStore();
    const living = await Living.started({}, store);
    for (let i = 0; i < 600; i++) {
      living.now = T0 + ((i * 7) % 600);
      living.take(`visitor-${i}`, 'click');
      await living.visitors.save(`visitor-${i}`);
    }
    const less = await restoredFrom(rows, T0 + 1_000, { mostVisitors: 100 });
    less.take('somebody-new', 'click');
    expect(less.visitors.known).toBe(599);
    less.visitors.expire(less.now);
    expect(less.visitors.known).toBe(399);
    for (let i = 0; i < 3; i++) less.visitors.expire(less.now);
    expect([less.visitors.known, less.visitors.letGo.evicted]).toEqual([100, 501]);
    expect(Math.min(...less.everybody().map(({ seenAt }) => seenAt))).toBe(T0 + 501);
  });
});

describe('a swap of the catalog', () => {
  /** Ten visitors with four clicks each, the last five of whom have put something of worth into a cart. */
  async function peopled(): Promise<Living> {
    const living = await Living.started();
    for (let i = 0; i < 10; i++) {
      for (let n = 0; n < 4; n++) living.take(`visitor-${i}`, 'click');
      if (i >= 5) living.take(`visitor-${i}`, 'cart', { amount: 9 });
    }
    return living;
  }

  it('signals that did not change keep their state, changed ones start anew', async () => {
    const living = await peopled();
    expect(keysOf(living, 'visitor-9')).toEqual(['hot', 'many', 'rich']);
    await living.swap(other);
    // `many` now asks for five of the clicks kept; `heat` has another half-life, so it knows of none.
    expect(keysOf(living, 'visitor-9')).toEqual([]);
    living.take('visitor-9', 'click');
    expect(keysOf(living, 'visitor-9')).toEqual(['hot', 'many']);
    await living.swap(before);
    // The old `heat` has been left behind; who was in `hot` stays for its hold.
    expect(keysOf(living, 'visitor-9')).toEqual(['hot', 'many', 'rich']);
    living.wakeAt(T0 + 5_000);
    expect(keysOf(living, 'visitor-9')).toEqual(['many', 'rich']);
    await living.swap(renamed);
    // `clicks` counts carts now, from none on.
    expect(keysOf(living, 'visitor-9')).toEqual(['rich']);
  });

  it('whoever comes or is read during the slices follows the new one at once; shares are the last complete ones', async () => {
    const living = await peopled();
    const complete = living.counted();
    mockSlices.isHeld = true;
    await living.swap(other);
    await mockSlices.step();
    expect([living.isSwapping, living.counted()]).toEqual([true, { active: 10, new: 0, many: 10, hot: 10 }]);
    living.take('visitor-7', 'click');
    living.take('somebody-new', 'click');
    expect([keysOf(living, 'visitor-7'), keysOf(living, 'somebody-new')]).toEqual([
      ['hot', 'many'],
      ['hot', 'new'],
    ]);
    expect(keysOf(living, 'visitor-9')).toEqual([]);
    expect(living.visitors.audience.in('many')).toBe(complete.many);
    await living.visitors.forget('visitor-3');
    await mockSlices.finish();
    expect([living.isSwapping, living.counted()]).toEqual([false, { active: 10, new: 1, many: 1, hot: 2 }]);
    expect(living.counted()).toEqual(living.countedByHand());
  });

  it('a swap during a swap: the older one stops, and only the newest is counted', async () => {
    const living = await peopled();
    mockSlices.isHeld = true;
    const older = living.visitors.swap(other, living.clock);
    await mockSlices.step();
    await mockSlices.step();
    await living.swap(renamed);
    await mockSlices.step();
    living.take('visitor-0', 'cart', { amount: 1 });
    await older;
    await mockSlices.finish();
    expect(living.isSwapping).toBe(false);
    // Whoever was looked at by the one in between has no heat of before any more.
    expect(living.counted()).toEqual({ active: 10, hot: 7, rich: 5, many: 0, left: 0 });
    expect(living.counted()).toEqual(living.countedByHand());
  });

  it('leaves those who are not active for when they come back', async () => {
    const living = await peopled();
    living.wakeAt(T0 + 31 * MINUTE);
    let looks = 0;
    await living.swap({
      ...renamed,
      adopt: (visitor, now) => {
        looks += 1;
        renamed.adopt(visitor, now);
      },
    });
    expect([looks, living.visitors.audience.active]).toEqual([0, 0]);
    living.take('visitor-2', 'cart', { amount: 3 });
    expect([looks, living.counted()]).toEqual([1, { active: 1, hot: 0, rich: 1, many: 0, left: 0 }]);
  });
});

describe('two devices that turn out to be one person', () => {
  async function twoDevices() {
    const recorded = recordingStore();
    const living = await Living.started({}, recorded.store);
    for (const [id, clicks] of [
      ['phone', 2],
      ['laptop', 1],
    ] as const) {
      for (let i = 0; i < clicks; i++) living.take(id, 'click');
      await living.visitors.save(id);
    }
    return { living, ...recorded };
  }

  it('is written at once: all of it, or nothing', async () => {
    const { living, rows } = await twoDevices();
    const stored = rows.length;
    await living.visitors.merge('laptop', 'phone', living.now);
    expect(rows.slice(stored).map(({ id, profile }) => [id, profile !== null])).toEqual([
      ['laptop', true],
      ['~phone', true],
      ['~laptop', false],
      ['phone', false],
    ]);
    const again = await restoredFrom(rows, living.now);
    expect([keysOf(again, 'laptop'), keysOf(again, 'phone')]).toEqual([['hot', 'many'], undefined]);
    expect([again.visitors.resolve('phone'), again.visitors.resolve('laptop')]).toEqual(['laptop', 'laptop']);
  });

  it('names follow whom they stand for, and go when the visitor is forgotten', async () => {
    const { living, rows } = await twoDevices();
    await living.visitors.name('user:ada', 'phone');
    await living.visitors.merge('laptop', 'phone', living.now);
    const again = await restoredFrom(rows, living.now);
    for (const { visitors } of [living, again]) {
      expect(['user:ada', 'phone', 'tablet'].map((name) => visitors.resolve(name))).toEqual([
        'laptop',
        'laptop',
        'tablet',
      ]);
      expect(visitors.links.namesOf('laptop')).toEqual(expect.arrayContaining(['user:ada', 'phone']));
    }
    await living.visitors.forget('laptop');
    expect([living.visitors.links.size, (await restoredFrom(rows, living.now)).visitors.links.size]).toEqual([
      0, 0,
    ]);
  });

  it('what comes for the other one meanwhile is not forgotten with it', async () => {
    const { living, rows } = await twoDevices();
    const merged = living.visitors.merge('laptop', 'phone', living.now);
    living.visitors.take('phone', [event('cart', living.now, { amount: 5 })], null, living.now);
    await living.visitors.save('phone');
    await merged;
    const again = await restoredFrom(rows, living.now);
    expect([keysOf(again, 'laptop'), keysOf(again, 'phone')]).toEqual([['hot', 'many'], ['rich']]);
  });

  it('can be asked for once more when the store failed, without counting twice', async () => {
    const { living, rows, fail } = await twoDevices();
    fail(true);
    await expect(living.visitors.merge('laptop', 'phone', living.now)).rejects.toThrow('no room');
    fail(false);
    await living.visitors.merge('laptop', 'phone', living.now);
    const again = await restoredFrom(rows, living.now);
    expect([keysOf(again, 'laptop'), again.visitors.known]).toEqual([['hot', 'many'], 1]);
    await again.visitors.merge('laptop', 'laptop', living.now);
    expect(again.visitors.known).toBe(1);
  });
});

describe('restoring', () => {
  it('follows the log: the last row of an id counts, forgotten ones stay away, bad rows are told', async () => {
    const { store, rows } = recordingStore();
    const living = await Living.started({}, store);
    const save = async (id: string, type: string) => {
      living.take(id, type, { amount: 9 });
      await living.visitors.save(id);
    };
    await save('stays', 'click');
    await save('goes', 'click');
    await save('comes-back', 'click');
    await save('stays', 'cart');
    await living.visitors.forget('goes');
    await living.visitors.forget('comes-back');
    await living.visitors.forget('never-was');
    await save('comes-back', 'cart');
    const again = await restoredFrom(rows, living.now);
    expect([keysOf(again, 'stays'), keysOf(again, 'goes'), keysOf(again, 'comes-back')]).toEqual([
      ['hot', 'rich'],
      undefined,
      ['rich'],
    ]);
    expect(again.counted()).toEqual(again.countedByHand());
    const profile = rows[0]?.profile ?? null;
    expect(() => again.visitors.restore({ id: 'somebody-else', profile })).toThrow('is another visitor’s');
    expect(() => again.visitors.restore({ id: 'stays', profile: Buffer.from([1, 2]) })).toThrow(
      'is in form 1',
    );
    expect(() => again.visitors.restore({ id: 'stays', profile: Buffer.alloc(0) })).toThrow('ends early');
    expect(keysOf(again, 'stays')).toEqual(['hot', 'rich']);
  });

  it('asked for somebody while the log is still read, counts nobody twice; lets go and compacts only afterwards', async () => {
    const { store, rows } = recordingStore();
    const living = await Living.started({}, store);
    for (const type of ['click', 'cart', 'click']) {
      living.take('often', type, { amount: 9 });
      await living.visitors.save('often');
    }
    const wants = jest.fn(() => true);
    const compact = jest.fn(async () => undefined);
    const again = new Living({ retentionMs: 1 }, { ...store, wantsCompaction: wants, compact }, before);
    for (const row of rows) {
      again.visitors.restore(row);
      expect(again.visitors.find('often', again.now)).not.toBeNull();
      again.visitors.expire(T0 + DAY);
      await again.visitors.compact();
    }
    expect([again.visitors.known, compact.mock.calls.length]).toEqual([1, 0]);
    await again.visitors.restored(again.clock);
    expect(again.counted()).toEqual({ active: 1, many: 0, hot: 1, rich: 1, left: 0 });
    await again.visitors.compact();
    again.visitors.expire(T0 + DAY);
    expect([again.visitors.known, compact.mock.calls.length]).toEqual([0, 1]);
    expect(again.counted()).toEqual(again.countedByHand());
  });
});
