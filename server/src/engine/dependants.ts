import { type CompiledCondition, type Segment, segmentDependencies } from '@tessera/model';
import type { Thresholds } from './crossing.js';
import type { CompiledSegment } from './segments.js';
import type { CompiledSignal } from './signals.js';
import type { Visitor } from './visitor.js';

type Places = readonly number[];
type ContextRoot = 'context' | 'traits' | 'consent';

/** A segment that compares a signal with something. */
export interface Reader {
  readonly place: number;
  readonly thresholds: Thresholds;
}

/** Which segments, by their places in dependency order, have to be looked at when something changes. */
export interface Dependants {
  /** By a signal's number. */
  readonly ofSignal: readonly (readonly Reader[])[];
  /** Those that read a signal of the running session. */
  readonly ofSession: Places;
  /** Those that read how many visits there were. */
  readonly ofVisits: Places;
  readonly ofRoot: Readonly<Record<ContextRoot, Places>>;
  /** By a segment's place: those below it and those that name it. */
  readonly ofSegment: readonly Places[];
}

export function dependantsOf(
  signals: readonly CompiledSignal[],
  segments: readonly CompiledSegment[],
  definitions: ReadonlyMap<string, Segment>,
): Dependants {
  const placesWhere = (test: (segment: CompiledSegment, place: number) => boolean): Places =>
    segments.flatMap((segment, place) => (test(segment, place) ? [place] : []));
  const reading = (test: (path: string) => boolean): Places =>
    placesWhere(({ when }) => readsAny(when, test));
  const ofSession = new Set(
    signals.filter(({ window }) => window === 'session').map(({ key }) => `signals.${key}`),
  );
  const dependencies = segments.map(({ key }) => {
    const definition = definitions.get(key);
    return new Set(definition ? segmentDependencies(definition) : []);
  });
  const readsSegments = segments.map(({ when }) => when.reads.includes('segments'));
  return {
    ofSignal: byNumber(signals).map(({ key }) =>
      segments.flatMap(({ when }, place) =>
        when.watches.flatMap(({ path, thresholds }) =>
          path === `signals.${key}` ? [{ place, thresholds }] : [],
        ),
      ),
    ),
    ofSession: reading((path) => ofSession.has(path)),
    ofVisits: reading(isOfVisits),
    ofRoot: {
      context: reading((path) => path.startsWith('context.') && !isOfVisits(path)),
      traits: reading((path) => path.startsWith('traits.')),
      consent: reading((path) => path.startsWith('consent.')),
    },
    ofSegment: segments.map(({ key }, place) =>
      placesWhere(
        (_, other) =>
          dependencies[other]?.has(key) === true || (other > place && readsSegments[other] === true),
      ),
    ),
  };
}

const isOfVisits = (path: string): boolean => path.startsWith('context.visit.');

const byNumber = (signals: readonly CompiledSignal[]): CompiledSignal[] =>
  [...signals].sort((a, b) => a.number - b.number);

const readsAny = (when: CompiledCondition<Visitor>, test: (path: string) => boolean): boolean =>
  when.reads.some(test);
