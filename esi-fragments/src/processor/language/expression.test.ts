import fc from 'fast-check';
import { parseExpression } from './expression.js';
import { requestVariables, type Value, type Variables } from './variables.js';

const variables = requestVariables({
  url: new URL('https://shop.example/c?a=1&word=hello&empty=&quoted=it%27s&plus=a+b'),
  headers: new Headers({
    cookie: 'group=Advanced; age=21; c1=v1',
    host: 'shop.example',
    'accept-language': 'fr-CH, fr;q=0.9, , en;q=0.8',
  }),
});
const holds = (source: string): boolean => parseExpression(source)(variables);

it.each([
  '1 == 1',
  '1==1.0',
  '2 > 1',
  '60 < 100',
  "'60' < '100'",
  "'b' > 'abc'",
  "'a b' == 'a b'",
  '1 > 2 | 3 > 2',
  '(1 > 2) || (3.02 > 2.4124 && 1 <= 1)',
  '! (1 > 2) & 1 == 1',
  '!1 == 2',
  '!!(1==1)',
  // `&` binds closer than `|`.
  '1==1 | 1==2 & 1==2',
  '!(1==1) | -1 < 0',
  "$(HTTP_COOKIE{group}) == 'Advanced'",
  '$(HTTP_COOKIE{age}) >= 21',
  "$(HTTP_COOKIE{c1}) <= 'v2'",
  "$(HTTP_HOST)=='shop.example'",
  "$(QUERY_STRING{quoted}|x) != 'x'",
  "$(QUERY_STRING{plus}) == 'a b'",
  '$(QUERY_STRING{missing}|7) > 6',
  "$(QUERY_STRING{empty}|'none') == 'none'",
  '$(HTTP_ACCEPT_LANGUAGE{fr-ch})',
  '!$(HTTP_ACCEPT_LANGUAGE{ja})',
  '$(QUERY_STRING{word})',
])('holds: %s', (source) => {
  expect(holds(source)).toBe(true);
});

it.each([
  '1 == 2',
  "'hello' == 'Hello'",
  // An empty or missing operand makes any comparison false, both ways.
  "$(QUERY_STRING{missing}) == ''",
  "$(QUERY_STRING{missing}) != 'x'",
  '$(QUERY_STRING{empty}) < 7',
  "'' == ''",
  '$(HTTP_AUTHORIZATION)',
  "$(QUERY_STRING{quoted}) == 'it'",
])('does not hold: %s', (source) => {
  expect(holds(source)).toBe(false);
});

it.each([
  '',
  ' ',
  '1 ==',
  '== 1',
  '(1 == 1',
  '1 == 1)',
  '1 == 1 1 == 1',
  'true',
  '"a" == "a"',
  "'a == 'a'",
  '1 = 1',
  '$(HTTP_HOST == 1',
  '1 == 1 &',
  '| 1 == 1',
  `${'('.repeat(60)}1==1${')'.repeat(60)}`,
  `${'!'.repeat(10_000)}(1==1)`,
])('is false because it can’t be read: %s', (source) => {
  expect(holds(source)).toBe(false);
});

/** An expression with the answer that a slow, obviously right reading gives. */
type Case = { text: string; answer: boolean };
const word = fc.constantFrom('a', 'ab', 'B', '7', '07', '10', '-3', '2.5', '');
const operand = fc.oneof(
  word.map((text) => ({ text: `'${text}'`, value: text })),
  fc.constantFrom('x', 'y', 'none').map((key) => ({ text: `$(QUERY_STRING{${key}})`, value: `?${key}` })),
);
const known: Readonly<Record<string, string>> = { '?x': '9', '?y': 'abc', '?none': '' };
const OPERATORS: Readonly<Record<string, (sign: number) => boolean>> = {
  '==': (sign) => sign === 0,
  '!=': (sign) => sign !== 0,
  '<': (sign) => sign < 0,
  '<=': (sign) => sign <= 0,
  '>': (sign) => sign > 0,
  '>=': (sign) => sign >= 0,
};
const isNumber = (text: string): boolean => text.trim() !== '' && Number.isFinite(Number(text));
const comparison = fc
  .tuple(operand, fc.constantFrom(...Object.keys(OPERATORS)), operand)
  .map(([left, operator, right]): Case => {
    const [a, b] = [known[left.value] ?? left.value, known[right.value] ?? right.value];
    const numbers = isNumber(a) && isNumber(b);
    const sign = numbers ? Number(a) - Number(b) : a < b ? -1 : a > b ? 1 : 0;
    const answer = a !== '' && b !== '' && (OPERATORS[operator]?.(sign) ?? false);
    return { text: `${left.text}${operator}${right.text}`, answer };
  });
const { expression } = fc.letrec<{ expression: Case }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4 },
    comparison,
    tie('expression').map(({ text, answer }) => ({ text: `!(${text})`, answer: !answer })),
    fc
      .tuple(tie('expression'), tie('expression'))
      .map(([a, b]) => ({ text: `(${a.text}) & (${b.text})`, answer: a.answer && b.answer })),
    fc
      .tuple(tie('expression'), tie('expression'))
      .map(([a, b]) => ({ text: `(${a.text})|(${b.text})`, answer: a.answer || b.answer })),
  ),
}));
const some: Variables = {
  get: (_, key): Value => (key === 'x' ? '9' : key === 'y' ? 'abc' : undefined),
};

it('property: means what its parts mean', () => {
  fc.assert(
    fc.property(expression, ({ text, answer }) => {
      expect([text, parseExpression(text)(some)]).toEqual([text, answer]);
    }),
    { numRuns: 3_000 },
  );
});
