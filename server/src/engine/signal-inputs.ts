import {
  type CompiledCondition,
  type Condition,
  compileCondition,
  type FieldOf,
  type Json,
  lookUp,
  type Signal,
  type TesseraEvent,
} from '@tessera/model';

/** Which events a signal folds, and what each of them brings. */
export interface SignalInput {
  readonly event: string;
  /** `where` as text: the same text asks the same. */
  readonly asks: string;
  readonly where: CompiledCondition<TesseraEvent> | null;
  /** The property that is folded; for scores the weight. */
  propertyOf(event: TesseraEvent): Json | undefined;
}

export function inputsOf(signal: Signal): readonly SignalInput[] {
  const compiled = (where: Condition | null) => (where ? compileCondition(where, eventField) : null);
  if (signal.kind === 'score') {
    return signal.weights.map(({ event, where, weight }) => ({
      event,
      asks: JSON.stringify(where),
      where: compiled(where),
      propertyOf: () => weight,
    }));
  }
  const propertyOf = 'value' in signal ? reader(signal.value) : () => undefined;
  const { event, where } = signal;
  return [{ event, asks: JSON.stringify(where), where: compiled(where), propertyOf }];
}

const eventField: FieldOf<TesseraEvent> = (path) => ({ read: reader(path) });

/** Reads `page.category` or `props.a.b` of an event; own properties only. */
function reader(path: string): (event: TesseraEvent) => Json | undefined {
  const [root = '', name = '', ...deeper] = path.split('.');
  // Nearly all paths are of this form, and this is what every event pays for. What no object has by birth, a part
  // of an event can only have of its own.
  const isOfEvery = name in Object.prototype;
  if (deeper.length === 0 && name !== '' && !isOfEvery && (root === 'props' || root === 'page')) {
    return (event) => (event[root] as Readonly<Record<string, Json | undefined>>)[name];
  }
  const parts = path.split('.');
  return (event) => lookUp(event, parts);
}
