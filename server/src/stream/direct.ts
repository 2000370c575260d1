import type { Consumer, Stream } from './stream.js';

/** One machine: events are folded in this process, and safe when the visitor's profile is. */
export function directStream(consume: Consumer): Stream {
  let underWay = 0;
  let onIdle: (() => void)[] = [];
  const done = (): void => {
    underWay -= 1;
    if (underWay > 0) return;
    for (const idle of onIdle) idle();
    onIdle = [];
  };
  return {
    name: 'direct',
    append: (batch) => {
      const taken = consume(batch);
      underWay += 1;
      taken.then(done, done);
      return taken;
    },
    close: async () => {
      if (underWay > 0) await new Promise<void>((resolve) => onIdle.push(resolve));
    },
  };
}
