import type { CompiledCondition, TesseraEvent } from '@tessera/model';
import { differs } from './crossing.js';
import type { Reader } from './dependants.js';
import type { SignalInput } from './signal-inputs.js';
import type { CompiledSignal } from './signals.js';
import type { Visitor } from './visitor.js';

/** Folds an event of a visitor at `now` (epoch ms), and marks the segments that have to be looked at after it. */
type Folder = (visitor: Visitor, event: TesseraEvent, now: number) => void;

/** Signals that ask the same of an event, which is then asked once. */
interface Group {
  readonly holds: CompiledCondition<TesseraEvent>['holds'];
  readonly folders: Folder[];
}

const always = (): boolean => true;

/** Folds an event into all signals of its type whose `where` holds. */
export function foldingOf(
  signals: readonly CompiledSignal[],
  readersOf: readonly (readonly Reader[])[],
  mark: (place: number) => void,
): Folder {
  const groupsByType = new Map<string, Map<string, Group>>();
  for (const signal of signals) {
    for (const input of signal.inputs) {
      const groups = groupsByType.get(input.event) ?? new Map<string, Group>();
      const group = groups.get(input.asks) ?? { holds: input.where?.holds ?? always, folders: [] };
      group.folders.push(folderOf(signal, input, readersOf[signal.number] ?? [], mark));
      groups.set(input.asks, group);
      groupsByType.set(input.event, groups);
    }
  }
  const byType = new Map([...groupsByType].map(([type, groups]) => [type, [...groups.values()]]));
  return (visitor, event, now) => {
    const groups = byType.get(event.type);
    if (groups === undefined) return;
    for (let i = 0; i < groups.length; i++) {
      const { holds, folders } = groups[i] as Group;
      if (!holds(event, event.time)) continue;
      for (let j = 0; j < folders.length; j++) (folders[j] as Folder)(visitor, event, now);
    }
  };
}

/**
 * A segment is looked at only if the signal compares differently with something it is compared with: 41
 * product views or 42 are the same to a rule that asks for more than 10. The instant at which time alone may
 * change it then stands, too, where a fold can only put it off; it is early at worst.
 */
function folderOf(
  signal: CompiledSignal,
  input: SignalInput,
  readers: readonly Reader[],
  mark: (place: number) => void,
): Folder {
  const { fold, contribution, putsOff } = signal;
  const { read } = signal.field;
  return (visitor, event, now) => {
    const value = contribution(event, input);
    if (value === undefined) return;
    if (readers.length === 0) {
      fold(visitor, event.time, value);
      return;
    }
    const before = read(visitor, now);
    if (!fold(visitor, event.time, value)) return;
    const certain = putsOff(before, value);
    const after = read(visitor, now);
    for (let i = 0; i < readers.length; i++) {
      const { place, thresholds } = readers[i] as Reader;
      if (!certain || differs(before, after, thresholds)) mark(place);
    }
  };
}
