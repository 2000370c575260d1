import type { Consumer, Stream } from './stream.js';

/** One machine: events are folded in this process, and safe when the visitor's profile is. */
export function directStream(consume: Consumer): Stream {
  const underWay = new Set<Promise<void>>();
  return {
    name: 'direct',
    append: (batch) => {
      const taken = consume(batch);
      underWay.add(taken);
      const done = () => void underWay.delete(taken);
      taken.then(done, done);
      return taken;
    },
    close: async () => {
      await Promise.allSettled([...underWay]);
    },
  };
}
