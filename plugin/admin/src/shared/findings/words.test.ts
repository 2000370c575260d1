import { FINDING_KINDS, type Finding, type Subject } from '@tessera/model';
import { createIntl } from 'react-intl';
import { message } from '../../text/text';
import { loadTranslations } from '../../text/translations';
import { findingsAbout, proposalOf, wordsOf, worstFirst } from './words';

const subject = (type: Subject['type'], name: string): Subject => ({ type, key: name.toLowerCase(), name });
const finding = (over: Partial<Finding>): Finding => ({
  kind: 'never_holds',
  severity: 'error',
  subjects: [subject('segment', 'One')],
  message: 'In the server’s words.',
  ...over,
});
const joined = (names: readonly string[]) => names.join('+');

async function said(one: Finding, locale: 'en' | 'es'): Promise<string | null> {
  const [texts] = await loadTranslations([locale]);
  const intl = createIntl({
    locale,
    messages: texts?.data ?? {},
    onError: (error) => {
      throw error;
    },
  });
  const worded = wordsOf(one, joined);
  return worded && intl.formatMessage(message(worded.id), worded.values);
}

it.each([
  [finding({}), 'Nobody can ever be in segment “One”.', 'Nadie puede estar nunca en el segmento «One».'],
  [
    finding({ subjects: [subject('variant', 'Sale')] }),
    'Nobody can ever be shown variant “Sale”.',
    'A nadie se le puede mostrar nunca la variante «Sale».',
  ],
  [
    finding({
      kind: 'equal_priority',
      subjects: [subject('variant', 'Loser'), subject('variant', 'Winner'), subject('slot', 'Hero')],
    }),
    'Variants “Winner” and “Loser” of slot “Hero” have equal priority and can both be for the same visitor; “Winner” is shown.',
    'Las variantes «Winner» y «Loser» del hueco «Hero» tienen la misma prioridad y pueden corresponder al mismo visitante; se muestra «Winner».',
  ],
  [
    finding({
      kind: 'never_wins',
      subjects: [
        subject('variant', 'Shy'),
        subject('slot', 'Hero'),
        subject('variant', 'A'),
        subject('variant', 'B'),
      ],
    }),
    'Variant “Shy” can never win slot “Hero”: whoever it is meant for is shown something else (A+B).',
    'La variante «Shy» no puede ganar nunca el hueco «Hero»: a quien está destinada se le muestra otra cosa (A+B).',
  ],
])('a finding is said in the admin’s language: %#', async (one, english, spanish) => {
  expect([await said(one, 'en'), await said(one, 'es')]).toEqual([english, spanish]);
});

it('there are words for every kind an analysis finds, in both languages', async () => {
  const subjects = [subject('variant', 'A'), subject('variant', 'B'), subject('slot', 'C')];
  for (const kind of FINDING_KINDS)
    for (const locale of ['en', 'es'] as const)
      expect(await said(finding({ kind, subjects }), locale)).toContain('A');
});

it('what has too few names or is not known is left to the server’s words', () => {
  expect(wordsOf(finding({ kind: 'alike_rule' }), joined)).toBeNull();
  expect(wordsOf(finding({ kind: 'toString' as Finding['kind'] }), joined)).toBeNull();
});

it('the worst comes first; one definition’s own can be picked out', () => {
  const hint = finding({ kind: 'alike_rule', severity: 'hint', subjects: [subject('segment', 'Two')] });
  const error = finding({});
  expect(worstFirst([hint, error])).toEqual([error, hint]);
  expect(findingsAbout([hint, error], 'segment', 'two')).toEqual([hint]);
  expect(findingsAbout([hint, error], 'variant', 'two')).toEqual([]);
});

it('a proposal names what stays and what goes', () => {
  const [keep, other] = [subject('segment', 'Keep'), subject('segment', 'Other')];
  const cluster = { segments: [keep, other], keep, replace: [{ segment: other, uses: [] }], message: '' };
  expect(proposalOf(cluster, joined)).toEqual({
    id: 'overview.cluster.proposal',
    values: { keep: 'Keep', others: 'Other' },
  });
});
