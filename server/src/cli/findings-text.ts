import type { Analysis, Cluster, Finding, MadeUpVisitor } from '@tessera/model';

/** Kinds that the catalog's own check has named before, in lines of their own. */
const NAMED_BEFORE: readonly string[] = ['broken_reference', 'seldom_meant', 'cycle'];

/** An analysis as a terminal shows it: each finding with what shows or proves it, clusters, what is left out. */
export function findingsText({ findings, clusters, approximations, complete }: Analysis): string {
  const shown = findings.filter(({ kind }) => !NAMED_BEFORE.includes(kind));
  const count = (severity: string) => shown.filter((finding) => finding.severity === severity).length;
  const summary =
    shown.length === 0
      ? 'no conflicts found'
      : `found: ${counted(count('error'), 'error')}, ${counted(count('warning'), 'warning')}, ${counted(count('hint'), 'hint')}`;
  return [
    ...shown.flatMap((finding) => ['', ...findingLines(finding)]),
    ...clusters.flatMap((cluster) => ['', ...clusterLines(cluster)]),
    ...(shown.length === 0 ? [] : ['']),
    `${summary}${complete ? '' : ' (not everything could be looked at)'}`,
    ...approximations.map((sentence) => `  note: ${sentence}`),
  ].join('\n');
}

const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

const findingLines = ({ kind, severity, message, visitor, proof, approximate }: Finding): string[] => [
  `${severity}: ${kind}: ${message}`,
  ...(visitor ? [`  visitor: ${visitorText(visitor)}`] : []),
  ...(proof === undefined ? [] : [`  proof: ${proof}`]),
  ...(approximate === undefined ? [] : [`  approximate: ${approximate}`]),
];

const clusterLines = ({ message, replace }: Cluster): string[] => [
  `merge: ${message}`,
  ...replace.flatMap(({ segment, uses }) =>
    uses.map(
      ({ subject, field }) => `  "${segment.name}" stands in ${field} of ${subject.type} "${subject.name}"`,
    ),
  ),
];

/** `signals {"clicks":4}, traits {"vip":true}, in busy, at 2026-…`; what is empty is left out. */
function visitorText({ segments, time, ...fields }: MadeUpVisitor): string {
  const parts = Object.entries(fields)
    .filter(([, values]) => Object.keys(values).length > 0)
    .map(([name, values]) => `${name} ${JSON.stringify(values)}`);
  const said = parts.length === 0 ? ['anybody new'] : parts;
  return [...said, segments.length === 0 ? 'in no segment' : `in ${segments.join(', ')}`, `at ${time}`].join(
    ', ',
  );
}
