import fc from 'fast-check';
import { compilePattern, patternComplaint } from './pattern.js';

const atoms = fc.constantFrom(
  'a',
  'b',
  'A',
  '1',
  '.',
  '/',
  '\\/',
  '\\.',
  '\\d',
  '\\w',
  '\\W',
  '[ab]',
  '[^a]',
  '[a-c1]',
);
const patterns = fc.letrec<{ pattern: string }>((tie) => ({
  pattern: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    { weight: 3, arbitrary: atoms },
    fc.constantFrom('', '^', '$', '\\b', '\\B', '\\u0041', '\\x62'),
    fc
      .tuple(atoms, fc.constantFrom('*', '+', '?', '{2}', '{1,}', '{0,2}', '*?', '+?'))
      .map((two) => two.join('')),
    { weight: 3, arbitrary: fc.tuple(tie('pattern'), tie('pattern')).map((two) => two.join('')) },
    fc.tuple(tie('pattern'), tie('pattern')).map((two) => two.join('|')),
    fc.tuple(tie('pattern'), fc.constantFrom('', '*', '+', '?')).map(([one, many]) => `(${one})${many}`),
    tie('pattern').map((one) => `(?:${one})`),
  ),
})).pattern;
const texts = fc.string({
  unit: fc.constantFrom('a', 'b', 'c', 'A', 'B', '1', '/', '.', ' ', '\n'),
  maxLength: 10,
});

it('finds what JavaScript’s own RegExp finds', () => {
  fc.assert(
    fc.property(patterns, texts, fc.boolean(), (pattern, text, ignoreCase) => {
      expect(patternComplaint(pattern)).toBeNull();
      const expected = new RegExp(pattern, ignoreCase ? 'i' : '').test(text);
      expect(compilePattern(pattern, ignoreCase)?.test(text)).toBe(expected);
    }),
    { numRuns: 5_000 },
  );
});

it.each([5, null, '(', 'a**', '(?=a)', '\\1', '\\k<n>'])('compiles nothing of %j', (pattern) =>
  expect(compilePattern(pattern, false)).toBeNull(),
);
