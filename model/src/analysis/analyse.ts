import type { Catalog } from '../catalog.js';
import { type Desk, deskOf } from './ask.js';
import { Clock } from './clock.js';
import { clustersOf, type Pair } from './clusters.js';
import {
  countMembers,
  DEFAULT_ALIKE,
  DEFAULT_ENOUGH_MEMBERS,
  findAlikeMembers,
  type MemberCounts,
} from './find-alike-members.js';
import { findAlikeRules } from './find-alike-rules.js';
import { findContests } from './find-contests.js';
import { findNeverHolds } from './find-never-holds.js';
import { findReferences } from './find-references.js';
import { Findings } from './findings.js';
import type { Analysis, AnalysisOptions, Finding } from './types.js';

/** Some seconds of work. */
export const DEFAULT_STEPS = 20_000_000;

/**
 * Analyses a catalog in slices: it yields whenever a few milliseconds of work may have been done, so that
 * whoever drives it can let other things run. The value it ends with is the analysis.
 *
 * The catalog must have the right form; cycles and doubled keys are findings, and nothing else is looked at
 * while there are any. Same catalog and options, same analysis.
 */
export function* analysisInSlices(catalog: Catalog, options: AnalysisOptions): Generator<void, Analysis> {
  const { memberships = [], alike = DEFAULT_ALIKE, enoughMembers = DEFAULT_ENOUGH_MEMBERS } = options;
  const findings = new Findings();
  if (!findReferences(catalog, options.warnings, findings).usable) {
    const sentence = 'The catalog would be refused, so nothing but its references was looked at.';
    return { findings: findings.list, clusters: [], approximations: [sentence], complete: false };
  }
  yield;
  const desk = yield* deskOf(
    catalog,
    {
      signals: new Map(catalog.signals.map((signal) => [signal.key, signal])),
      clock: new Clock(catalog.timezone),
      now: options.now,
    },
    { left: options.steps ?? DEFAULT_STEPS },
  );
  const can = yield* findNeverHolds(desk, findings);
  // Segments first: contests of variants can use up all the work allowed.
  yield* findAlikeRules(desk, can.segments, findings);
  const known = new Set(
    findings
      .of('alike_rule')
      .flatMap(({ subjects: [a, b] }) => [`${a?.key} ${b?.key}`, `${b?.key} ${a?.key}`]),
  );
  const keys = catalog.segments.map(({ key }) => key);
  const counts = yield* countMembers(keys, memberships);
  const limits = { alike, enough: enoughMembers, skip: (a: string, b: string) => known.has(`${a} ${b}`) };
  yield* findAlikeMembers(desk, counts, limits, findings);
  yield* findContests(desk, can.variants, findings);

  const pairs = [...findings.of('alike_rule'), ...findings.of('alike_members')].map(pairOf);
  const leftOut = [...leftOutSentences(desk), ...findings.omissions];
  return {
    findings: findings.list,
    clusters: clustersOf(catalog, pairs, counts.inOne),
    approximations: [...leftOut, ...approximationsOf(catalog, counts)],
    complete: leftOut.length === 0,
  };
}

/** The analysis at once. See `analysisInSlices`. */
export function analyseCatalog(catalog: Catalog, options: AnalysisOptions): Analysis {
  const slices = analysisInSlices(catalog, options);
  for (;;) {
    const slice = slices.next();
    if (slice.done) return slice.value;
  }
}

const pairOf = ({ subjects: [a, b] }: Finding): Pair => [a?.key ?? '', b?.key ?? ''];

function leftOutSentences({ budget, undecided }: Desk): string[] {
  return [
    ...(budget.left > 0
      ? []
      : ['The catalog is too large to be looked at in full: the most work allowed was done before the end.']),
    ...[...undecided].map(
      ([what, count]) => `It was left open ${what}, ${count} ${count === 1 ? 'time' : 'times'}.`,
    ),
  ];
}

/** What holds for every finding. */
function approximationsOf({ segments, signals }: Catalog, { visitors }: MemberCounts): string[] {
  const named = (some: readonly { readonly key: string }[]) => some.map(({ key }) => key).join(', ');
  const held = segments.filter(({ hold }) => hold !== null);
  const enforced = segments.filter(({ audience }) => audience.enforce);
  return [
    ...(signals.length > 1
      ? [
          'Signals, context and traits are taken as independent of one another: what one event does to several signals at once is not followed, so a made-up visitor may be one that no events lead to.',
        ]
      : []),
    'A made-up visitor takes every trait as one value unless something compares it as a list.',
    ...(held.length > 0
      ? [
          `Visitors held in a segment for a while after its condition has ceased to hold (${named(held)}) are not made up; proofs allow for them.`,
        ]
      : []),
    ...(enforced.length > 0
      ? [`Whether a segment's audience is large enough is not looked at (${named(enforced)}).`]
      : []),
    'Experiments are not looked at.',
    visitors > 0
      ? `Members were compared over ${visitors} visitors of this server.`
      : 'Members were not compared: that needs a running server with visitors.',
  ];
}
