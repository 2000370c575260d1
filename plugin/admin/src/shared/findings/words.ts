import type { Cluster, Finding, Subject } from '@tessera/model';
import type { TextId, TextValues } from '../../text/text';

/** A finding's sentence: the id of its text, and what it names. */
export interface Worded {
  readonly id: TextId;
  readonly values: TextValues;
}

type FormatList = (names: readonly string[]) => string;

const KNOWN = {
  never_holds: 1,
  equal_priority: 3,
  never_wins: 2,
  broken_reference: 1,
  cycle: 1,
  seldom_meant: 1,
  alike_rule: 2,
  alike_members: 2,
} as const satisfies Record<Finding['kind'], number>;

/**
 * How a finding is said in the admin's language; null if a newer server found what this plugin has no words
 * for, so that its own sentence must do.
 */
export function wordsOf({ kind, subjects }: Finding, formatList: FormatList): Worded | null {
  if (!Object.hasOwn(KNOWN, kind) || subjects.length < KNOWN[kind]) return null;
  const [first, second, third] = subjects;
  return {
    id: `overview.finding.${kind}`,
    values: {
      type: first?.type ?? '',
      first: first?.name ?? '',
      second: second?.name ?? '',
      third: third?.name ?? '',
      others: formatList(subjects.slice(KNOWN[kind]).map(({ name }) => name)),
    },
  };
}

/** The same for a proposal to merge segments. */
export const proposalOf = ({ keep, replace }: Cluster, formatList: FormatList): Worded => ({
  id: 'overview.cluster.proposal',
  values: { keep: keep.name, others: formatList(replace.map(({ segment }) => segment.name)) },
});

/** What of an analysis is about one definition. */
export const findingsAbout = (findings: readonly Finding[], type: Subject['type'], key: string): Finding[] =>
  findings.filter(({ subjects }) => subjects.some((one) => one.type === type && one.key === key));

const RANK = { error: 0, warning: 1, hint: 2 } as const;

/** The worst first; within the same severity in the order they came. */
export const worstFirst = (findings: readonly Finding[]): Finding[] =>
  [...findings].sort((a, b) => RANK[a.severity] - RANK[b.severity]);

/** A name for React: findings have none of their own. */
export const idOf = ({ kind, subjects, message }: Finding): string =>
  [kind, ...subjects.map(({ type, key }) => `${type}:${key}`), message].join(' ');
