import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Answered, Load } from '../load/generator.js';

/** Runs a load from another process. */
export function applyLoad(load: Load): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL('./generator.js', import.meta.url)));
    child.once('message', (answered) => resolve(answered as Answered));
    child.once('exit', (code) =>
      code === 0 ? undefined : reject(new Error(`the load generator ended with ${code}`)),
    );
    child.send(load);
  });
}

export interface Contender {
  readonly name: string;
  readonly port: number;
  readonly requests: readonly string[];
}

/** Requests per second of each contender in each round; the contenders take turns. */
export async function race(
  contenders: readonly Contender[],
  { rounds, milliseconds, connections }: { rounds: number; milliseconds: number; connections: number },
): Promise<ReadonlyMap<string, number[]>> {
  const perSecond = new Map(contenders.map(({ name }) => [name, [] as number[]]));
  for (let round = -1; round < rounds; round++) {
    for (const { name, port, requests } of contenders) {
      const { answers, seconds, others } = await applyLoad({
        port,
        requests,
        connections,
        milliseconds,
        rate: null,
      });
      if (others > 0) throw new Error(`${name}: ${others} of ${answers} answers were not 200`);
      // The first round only warms up.
      if (round >= 0) perSecond.get(name)?.push(answers / seconds);
    }
  }
  return perSecond;
}

/** The ratio of two contenders, round by round. */
export function ratios(perSecond: ReadonlyMap<string, number[]>, ours: string, peer: string): number[] {
  const peers = perSecond.get(peer) ?? [];
  return (perSecond.get(ours) ?? []).map((value, round) => value / (peers[round] ?? Number.NaN));
}
