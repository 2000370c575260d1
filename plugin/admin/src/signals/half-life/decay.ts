/** How much of 1 is left after `time`, with half-life `halfLife` (both in the same unit): 2^(-t/h). */
export const left = (time: number, halfLife: number): number => 2 ** (-time / halfLife);

export interface DecayPoint {
  /** In half-lives. */
  readonly halves: number;
  /** 0 to 1. */
  readonly left: number;
}

/** How many half-lives a curve shows: after four, a sixteenth is left. */
export const SHOWN_HALVES = 4;

/** The points of a curve at equal distances, from now to `SHOWN_HALVES` half-lives later. */
export const decayPoints = (steps = 32): readonly DecayPoint[] =>
  Array.from({ length: steps + 1 }, (_, step) => {
    const halves = (step * SHOWN_HALVES) / steps;
    return { halves, left: left(halves, 1) };
  });
