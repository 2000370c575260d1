import { ask, type Desk } from './ask.js';
import type { Findings } from './findings.js';
import type { Formula } from './formula.js';
import type { Judged } from './judge.js';
import { coreOf, proofText, requirementsOf } from './proof.js';
import type { Closed, VariantRule } from './rules.js';
import { segmentSubject, variantSubject } from './subjects.js';
import type { Finding, Subject } from './types.js';

/** Keys of what can hold for some visitor: all else need not be looked at any further. */
export interface CanHold {
  readonly segments: Set<string>;
  readonly variants: Set<string>;
}

/** Segments nobody can be in and variants nobody can be eligible for. Yields between pieces of work. */
export function* findNeverHolds(desk: Desk, findings: Findings): Generator<void, CanHold> {
  const can: CanHold = { segments: new Set(), variants: new Set() };
  for (const [key, { segment, closed, enters }] of desk.rules.segments) {
    const subject = segmentSubject(segment);
    const nobody = `nobody can be in segment "${segment.name}"`;
    if (closed) {
      // That nobody is in a disabled segment is what its editor wants.
      if (segment.enabled) reportClosed(subject, closed, nobody, findings);
      continue;
    }
    const confirm = ({ segments }: Judged) => segments.has(key);
    if (yield* canHold({ subject, formula: enters, origin: 'this segment', nobody, confirm }, desk, findings))
      can.segments.add(key);
  }
  for (const [key, rule] of desk.rules.variants) {
    const subject = variantSubject(rule.variant);
    const nobody = `nobody can be shown variant "${rule.variant.name}"`;
    if (rule.closed) {
      reportClosed(subject, rule.closed, nobody, findings);
      continue;
    }
    if (rule.until <= desk.world.now) {
      if (!findings.dropped('never_holds')) findings.add(overFinding(rule, subject));
      continue;
    }
    const confirm = (visitor: Judged) => desk.judge.isEligible(rule, visitor);
    const question = { subject, formula: rule.eligible, origin: 'this variant', nobody, confirm };
    if (yield* canHold(question, desk, findings)) can.variants.add(key);
  }
  return can;
}

interface Question {
  readonly subject: Subject;
  readonly formula: Formula;
  readonly origin: string;
  /** The sentence for when it never holds, without its full stop. */
  readonly nobody: string;
  readonly confirm: (visitor: Judged) => boolean;
}

/** True unless it is proven that it never holds. */
function* canHold(
  { subject, formula, origin, nobody, confirm }: Question,
  desk: Desk,
  findings: Findings,
): Generator<void, boolean> {
  const answer = ask([formula], confirm, desk);
  yield;
  if (answer.outcome === 'undecided')
    desk.undecided.set('whether it can hold', (desk.undecided.get('whether it can hold') ?? 0) + 1);
  if (answer.outcome !== 'none') return true;
  if (findings.dropped('never_holds')) return false;
  const { doubt } = answer;
  const core = yield* coreOf(requirementsOf(formula, origin, desk.rules), desk, doubt === null);
  findings.add({
    kind: 'never_holds',
    severity: doubt === null ? 'error' : 'warning',
    subjects: [subject],
    message: `${capital(nobody)}: its conditions contradict one another.`,
    proof: proofText(core, desk),
    ...(doubt === null ? {} : { approximate: `This is so unless ${doubt}.` }),
  });
  return false;
}

function reportClosed(
  subject: Subject,
  { reason, broken }: Closed,
  nobody: string,
  findings: Findings,
): void {
  // A name that is not published has a finding of its own, which says what follows from it.
  if (broken || findings.dropped('never_holds')) return;
  findings.add({
    kind: 'never_holds',
    severity: 'warning',
    subjects: [subject],
    message: `${capital(nobody)}: ${reason}.`,
    proof: `Who depends on a segment that nobody is in is in nothing and shown nothing: ${reason}.`,
  });
}

const overFinding = ({ variant: { name, schedule } }: VariantRule, subject: Subject): Finding => ({
  kind: 'never_holds',
  severity: 'hint',
  subjects: [subject],
  message: `Nobody will be shown variant "${name}" any more: its schedule is over.`,
  proof: `Its schedule ended ${schedule.until}.`,
});

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
