import { durationMs } from '@tessera/model';
import fc from 'fast-check';
import { MOST_AMOUNT, readDuration, UNITS, writeDuration } from './duration/duration-parts';
import { decayPoints, left, SHOWN_HALVES } from './half-life/decay';
import { chooseWindow, FIRST_SLIDING, NAMED_WINDOWS, readWindow } from './window/window-parts';

const parts = fc.record({
  amount: fc.integer({ min: 1, max: MOST_AMOUNT }),
  unit: fc.constantFrom(...UNITS),
});

describe('durations', () => {
  it('are read as they are written', () => {
    fc.assert(fc.property(parts, (each) => expect(readDuration(writeDuration(each))).toEqual(each)));
  });

  it('are written as they were stored', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[1-9][0-9]{0,5}[smhd]$/), (text) => {
        const read = readDuration(text);
        expect(read && writeDuration(read)).toBe(text);
      }),
    );
  });

  it('are always such as the model knows, whatever is typed', () => {
    fc.assert(
      fc.property(fc.double(), fc.constantFrom(...UNITS), (amount, unit) => {
        expect(durationMs(writeDuration({ amount, unit }))).toBeGreaterThan(0);
      }),
    );
    expect(writeDuration({ amount: 2.6, unit: 'h' })).toBe('3h');
    expect(writeDuration({ amount: 0, unit: 's' })).toBe('1s');
    expect(writeDuration({ amount: 1e9, unit: 'd' })).toBe('999999d');
  });

  it.each([null, undefined, '', '5', 'm', '0m', '5 m', '1.5h', '5w', 'session', 5])(
    '%j is none',
    (stored) => {
      expect(readDuration(stored)).toBeNull();
    },
  );
});

describe('decay', () => {
  it('halves once per half-life', () => {
    expect([0, 10, 20, 30].map((minutes) => left(minutes, 10))).toEqual([1, 0.5, 0.25, 0.125]);
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        fc.double({ min: 1, max: 1e6, noNaN: true }),
        (time, halfLife) => {
          expect(left(time + halfLife, halfLife)).toBeCloseTo(left(time, halfLife) / 2, 10);
        },
      ),
    );
  });

  it('is drawn through the formula, from all to what four half-lives leave', () => {
    const points = decayPoints(8);
    expect(points).toHaveLength(9);
    for (const { halves, left: share } of points) expect(share).toBeCloseTo(2 ** -halves, 12);
    expect(points[0]).toEqual({ halves: 0, left: 1 });
    expect(points.at(-1)).toEqual({ halves: SHOWN_HALVES, left: 1 / 16 });
    expect(points.find(({ halves }) => halves === 3)?.left).toBe(1 / 8);
  });
});

describe('windows', () => {
  it.each([
    [null, 'ever'],
    ['', 'ever'],
    ['page', 'page'],
    ['session', 'session'],
    ['ever', 'ever'],
    ['30m', 'sliding'],
    ['half an hour', 'wrong'],
    [30, 'wrong'],
  ])('%j is %s', (stored, window) => {
    expect(readWindow(stored)).toBe(window);
  });

  it('what is chosen is read again, and a duration that is there stays', () => {
    for (const window of [...NAMED_WINDOWS, 'sliding'] as const) {
      expect(readWindow(chooseWindow('nonsense', window))).toBe(window);
    }
    expect(chooseWindow('7d', 'sliding')).toBe('7d');
    expect(chooseWindow('page', 'sliding')).toBe(FIRST_SLIDING);
  });
});
