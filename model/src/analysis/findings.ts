import type { Finding, FindingKind } from './types.js';

/** The order in which findings are listed. */
export const FINDING_KINDS: readonly FindingKind[] = [
  'cycle',
  'broken_reference',
  'seldom_meant',
  'never_holds',
  'never_wins',
  'equal_priority',
  'alike_rule',
  'alike_members',
];

/** Of each kind, at most this many findings are listed. */
const MOST_OF_A_KIND = 500;

/** Takes findings as they come; counts those there is no room for. */
export class Findings {
  readonly #listed = new Map<FindingKind, Finding[]>();
  readonly #dropped = new Map<FindingKind, number>();

  add(finding: Finding): void {
    const listed = this.#listed.get(finding.kind) ?? [];
    this.#listed.set(finding.kind, listed);
    listed.push(finding);
  }

  /** True if one more of this kind would not be listed, so that working it out can be spared: it is counted. */
  dropped(kind: FindingKind): boolean {
    if ((this.#listed.get(kind)?.length ?? 0) < MOST_OF_A_KIND) return false;
    this.#dropped.set(kind, (this.#dropped.get(kind) ?? 0) + 1);
    return true;
  }

  of(kind: FindingKind): readonly Finding[] {
    return this.#listed.get(kind) ?? [];
  }

  get list(): readonly Finding[] {
    return FINDING_KINDS.flatMap((kind) => this.of(kind));
  }

  /** One sentence for each kind of which not all are listed. */
  get omissions(): readonly string[] {
    return [...this.#dropped].map(
      ([kind, count]) => `${count} more findings of the kind ${kind} are not listed.`,
    );
  }
}
