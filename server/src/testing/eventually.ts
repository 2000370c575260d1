/** Asks again and again until the answer is what is wanted, for at most ten seconds; answers the last one. */
export async function eventually<T>(ask: () => Promise<T>, isWanted: (answer: T) => boolean): Promise<T> {
  const giveUpAt = performance.now() + 10_000;
  for (;;) {
    const answer = await ask();
    if (isWanted(answer) || performance.now() > giveUpAt) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
