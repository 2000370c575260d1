import type { Catalog } from '../catalog.js';
import { catalogReferences } from '../catalog-references.js';
import type { Refusal } from '../refusal.js';
import type { Findings } from './findings.js';
import { segmentSubject, signalSubject, slotSubject, variantSubject } from './subjects.js';
import type { Finding, FindingKind, Subject } from './types.js';

/**
 * Names that are not published, and segments that depend on themselves, as the catalog's own check finds
 * them. `known`: its warnings, if it has passed that check. `usable` is false if it would be refused.
 */
export function findReferences(
  catalog: Catalog,
  known: readonly Refusal[] | undefined,
  findings: Findings,
): { usable: boolean } {
  const { refusals, warnings } = known ? { refusals: [], warnings: known } : catalogReferences(catalog);
  const add = (finding: Finding): void => {
    if (!findings.dropped(finding.kind)) findings.add(finding);
  };
  for (const refusal of refusals) add(findingOf(refusal, catalog, 'error'));
  for (const warning of warnings) add(findingOf(warning, catalog, 'warning'));
  return { usable: refusals.length === 0 };
}

function findingOf({ place, message }: Refusal, catalog: Catalog, severity: 'error' | 'warning'): Finding {
  const subject = subjectAt(place, catalog);
  const who = subject ? `${subject.type} "${subject.name}"` : place;
  return {
    kind: kindAt(place, severity),
    severity,
    subjects: subject ? [subject] : [],
    message: `${who.slice(0, 1).toUpperCase()}${who.slice(1)} (${place}): ${message}.`,
  };
}

/** Cycles are refused at the segment as a whole; what stands deep within a condition is no reference. */
function kindAt(place: string, severity: 'error' | 'warning'): FindingKind {
  if (severity === 'error' && /^segments\[\d+\]$/.test(place)) return 'cycle';
  return place.includes('.when.') ? 'seldom_meant' : 'broken_reference';
}

/** The definition a refusal's place lies in: `segments[3].when` is the fourth segment. */
function subjectAt(place: string, catalog: Catalog): Subject | null {
  const [, list, number] = /^(\w+)\[(\d+)\]/.exec(place) ?? [];
  const index = Number(number);
  const segment = list === 'segments' ? catalog.segments[index] : undefined;
  if (segment) return segmentSubject(segment);
  const variant = list === 'variants' ? catalog.variants[index] : undefined;
  if (variant) return variantSubject(variant);
  const slot = list === 'slots' ? catalog.slots[index] : undefined;
  if (slot) return slotSubject(slot);
  const signal = list === 'signals' ? catalog.signals[index] : undefined;
  return signal ? signalSubject(signal) : null;
}
