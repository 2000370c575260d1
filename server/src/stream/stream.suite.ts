import type { Batch, Consumer, Stream } from './stream.js';

const batch = (visitor: string, receivedAt: number): Batch => ({
  visitor,
  fresh: null,
  receivedAt,
  events: [],
  context: null,
});

/** What every stream must do. */
export function streamSuite(name: string, open: (consume: Consumer) => Stream): void {
  describe(`${name}: a stream`, () => {
    it('resolves an append when the batch has been consumed, one visitor’s in order', async () => {
      const consumed: string[] = [];
      const stream = open(async ({ visitor, receivedAt }) => {
        consumed.push(`${visitor}${receivedAt}`);
        await new Promise((resolve) => setTimeout(resolve, 2));
        return `${visitor}, who is b`;
      });
      expect(await stream.append(batch('a', 1))).toBe('a, who is b');
      expect(consumed).toEqual(['a1']);
      await Promise.all([stream.append(batch('a', 2)), stream.append(batch('a', 3))]);
      expect(consumed).toEqual(['a1', 'a2', 'a3']);
      await stream.close();
    });

    it('rejects what could not be made safe, and goes on', async () => {
      const stream = open(async ({ visitor }) => {
        if (visitor === 'full') throw new Error('ENOSPC');
        return visitor;
      });
      await expect(stream.append(batch('full', 1))).rejects.toThrow();
      await expect(stream.append(batch('a', 2))).resolves.toBe('a');
      await stream.close();
    });

    it('closes when all that was appended is consumed', async () => {
      let done = 0;
      const stream = open(async () => {
        await new Promise((resolve) => setTimeout(resolve, 10));
        done += 1;
        return '';
      });
      const appended = [1, 2, 3].map((at) => stream.append(batch('a', at)));
      await stream.close();
      expect(done).toBe(3);
      await Promise.all(appended);
    });
  });
}
