import fc from 'fast-check';
import { seeded } from '../../testing/random.js';
import { inRandomOrder } from './random-order.js';

it('property: everybody once, whatever the dice say', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 1_000_000 }), { maxLength: 60 }),
      fc.nat(),
      (list, seed) => {
        const handedOut = [...inRandomOrder(Int32Array.from(list), seeded(seed))];
        expect(handedOut.sort((a, b) => a - b)).toEqual([...list].sort((a, b) => a - b));
      },
    ),
  );
  expect([...inRandomOrder(Int32Array.of(7, 8), () => 1 - 2 ** -53)]).toHaveLength(2);
});

it('each is as likely as any other to be among the first', () => {
  const random = seeded(7);
  const [of, size, trials] = [20, 5, 20_000];
  const chosen = new Array<number>(of).fill(0);
  for (let trial = 0; trial < trials; trial++) {
    const order = inRandomOrder(
      Int32Array.from({ length: of }, (_, i) => i),
      random,
    );
    for (let i = 0; i < size; i++) {
      const number = order.next().value as number;
      chosen[number] = (chosen[number] as number) + 1;
    }
  }
  const expected = (trials * size) / of;
  const chiSquare = chosen.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  // The 99.9 % point of chi-square with 19 degrees of freedom; without replacement it comes out smaller still.
  expect(chiSquare).toBeLessThan(43.8);
});
