import type { Expected } from '../../../../contracts/playground';
import type { VisitorView } from '../../../../contracts/simulate';

/** What a scenario would expect if everything is right as it is: the segments somebody is in, and what is shown. */
export function expectedOf(view: VisitorView): Expected {
  return {
    segments: Object.fromEntries(view.segments.filter((one) => one.in).map(({ key }) => [key, true])),
    slots: Object.fromEntries(Object.entries(view.decisions).map(([slot, { variant }]) => [slot, variant])),
  };
}

/** With another expectation of one key; null: none. */
export function expecting<Value>(
  all: Readonly<Record<string, Value>>,
  key: string,
  value: Value | null,
): Readonly<Record<string, Value>> {
  const { [key]: _, ...others } = all;
  return value === null ? others : { ...others, [key]: value };
}
