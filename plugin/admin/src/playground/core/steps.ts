import type { PlaygroundStep, PlaygroundVisitor } from '../../../../contracts/playground';

/** A step that stays itself while others come and go around it. */
export interface Step extends PlaygroundStep {
  readonly id: number;
}
export interface Visitor extends Omit<PlaygroundVisitor, 'steps'> {
  readonly steps: readonly Step[];
}

export type Change =
  | { readonly do: 'add'; readonly step: PlaygroundStep }
  | { readonly do: 'edit'; readonly id: number; readonly step: Partial<PlaygroundStep> }
  | { readonly do: 'duplicate'; readonly id: number }
  | { readonly do: 'remove'; readonly id: number }
  | { readonly do: 'move'; readonly id: number; readonly to: number }
  | { readonly do: 'facts'; readonly facts: Partial<Omit<PlaygroundVisitor, 'steps'>> }
  | { readonly do: 'open'; readonly visitor: PlaygroundVisitor };

export const EMPTY: Visitor = { start: null, steps: [], context: {}, traits: {}, consent: {}, laterMs: 0 };

/** The visitor after one change. Pure. */
export function changed(visitor: Visitor, change: Change): Visitor {
  const { steps } = visitor;
  switch (change.do) {
    case 'add':
      return { ...visitor, steps: [...steps, { ...change.step, id: nextId(steps) }] };
    case 'edit':
      return {
        ...visitor,
        steps: steps.map((step) => (step.id === change.id ? { ...step, ...change.step } : step)),
      };
    case 'duplicate':
      return {
        ...visitor,
        steps: steps.flatMap((step) =>
          step.id === change.id ? [step, { ...step, id: nextId(steps) }] : [step],
        ),
      };
    case 'remove':
      return { ...visitor, steps: steps.filter(({ id }) => id !== change.id) };
    case 'move':
      return { ...visitor, steps: moved(steps, change.id, change.to) };
    case 'facts':
      return { ...visitor, ...change.facts };
    case 'open':
      return { ...change.visitor, steps: change.visitor.steps.map((step, id) => ({ ...step, id })) };
  }
}

export const nextId = (steps: readonly Step[]): number => Math.max(-1, ...steps.map(({ id }) => id)) + 1;

function moved(steps: readonly Step[], id: number, to: number): readonly Step[] {
  const step = steps.find((one) => one.id === id);
  if (!step) return steps;
  const others = steps.filter((one) => one !== step);
  return [...others.slice(0, to), step, ...others.slice(to)];
}

/** As it is kept: without what only the form needs. */
export const plainVisitor = (visitor: Visitor): PlaygroundVisitor => ({
  ...visitor,
  steps: visitor.steps.map(({ id: _, ...step }) => step),
});
