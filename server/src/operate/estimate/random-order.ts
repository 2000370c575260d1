/**
 * Hands out `numbers` in random order, each once: whoever stops after some of them has a uniform sample without
 * replacement. Fisher and Yates' shuffle (D. E. Knuth, "The Art of Computer Programming", vol. 2, algorithm P), a
 * step at a time and in place. `random` gives numbers from 0 up to, but not including, 1.
 */
export function* inRandomOrder(
  numbers: Int32Array,
  random: () => number = Math.random,
): Generator<number, void> {
  for (let left = numbers.length; left > 0; left--) {
    const place = Math.floor(random() * left);
    const taken = numbers[place] as number;
    numbers[place] = numbers[left - 1] as number;
    numbers[left - 1] = taken;
    yield taken;
  }
}
