import { durationMs, type Signal } from '@tessera/model';
import { distinct } from './distinct.js';
import { first, last, since } from './ends.js';
import { extreme } from './extreme.js';
import type { SignalKind } from './kind.js';
import { numberOnly, tally } from './tally.js';

export type { SignalKind } from './kind.js';

const one = (): number => 1;
const halfLifeOf = ({ halfLife }: { halfLife: string | null }): number =>
  halfLife === null ? Infinity : durationMs(halfLife);

/** How a signal of this definition folds and is read. */
export function kindOf(signal: Signal): SignalKind {
  switch (signal.kind) {
    case 'count':
      return tally({ halfLife: halfLifeOf(signal), scale: 1, max: Infinity, rises: true, contribution: one });
    case 'sum':
      return tally({
        halfLife: halfLifeOf(signal),
        scale: signal.scale,
        max: Infinity,
        rises: false,
        contribution: numberOnly,
      });
    case 'score':
      return tally({
        halfLife: halfLifeOf(signal),
        scale: 1,
        max: signal.max ?? Infinity,
        rises: signal.weights.every(({ weight }) => weight >= 0),
        contribution: numberOnly,
      });
    case 'max':
      return extreme(1, signal.scale);
    case 'min':
      return extreme(-1, signal.scale);
    case 'last':
      return last(signal.scale);
    case 'first':
      return first(signal.scale);
    case 'distinct':
      return distinct;
    case 'since':
      return since;
  }
}
