/** Registers one skipped test that says why, so that the report never hides what was not tried. */
export function skippedBecause(reason: string): void {
  console.warn(`skipped: ${reason}`);
  it.skip(`skipped: ${reason}`, () => undefined);
}
