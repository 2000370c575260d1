import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type IncludeFetch, stitchStream } from '@tessera/esi-fragments';
import { type Bench, keeps } from './lib/result.js';

const MB = 1_024 * 1_024;
const PAGE_BYTES = 10 * MB;
const CHUNK_BYTES = 16 * 1_024;
const INCLUDES = 100;
const PROMISE = '<= 2';

/** What the largest pages cost in memory while they are stitched for a visitor who reads slowly. */
export const stitchMemory: Bench = {
  names: ['stitch_10mb_page_mb'],
  run: async (log) => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const inUse = () => {
      collect();
      const { heapUsed, arrayBuffers } = process.memoryUsage();
      return (heapUsed + arrayBuffers) / MB;
    };
    await stitchOnce(() => {});
    const before = inUse();
    let most = before;
    const bytes = await stitchOnce(() => {
      most = Math.max(most, inUse());
    });
    const value = most - before;
    log(`stitch_10mb_page_mb: ${bytes} bytes came out`);
    return [
      {
        name: 'stitch_10mb_page_mb',
        value,
        unit: 'MB',
        ours: value,
        peer: PAGE_BYTES / MB,
        peerName: 'the whole page in memory',
        promise: PROMISE,
        holds: keeps(value, PROMISE),
        how: `most memory in use, after garbage collection, while a page of 10 MB with ${INCLUDES} includes that each take 20 ms comes in, is stitched and read`,
      },
    ];
  },
};

const text = (bytes: number) =>
  new TextEncoder().encode('<p>Aero 13</p>\n'.repeat(Math.ceil(bytes / 15))).slice(0, bytes);

function page(): ReadableStream<Uint8Array> {
  const tag = new TextEncoder().encode('<esi:include src="/f"/>');
  const chunks = PAGE_BYTES / CHUNK_BYTES;
  let sent = 0;
  return new ReadableStream({
    pull(controller) {
      if (sent === chunks) return controller.close();
      controller.enqueue(text(CHUNK_BYTES));
      if (sent % Math.floor(chunks / INCLUDES) === 0) controller.enqueue(tag.slice());
      sent += 1;
    },
  });
}

async function stitchOnce(look: () => void): Promise<number> {
  const fetch: IncludeFetch = () =>
    new Promise((resolve) =>
      setTimeout(() => resolve({ status: 200, headers: new Headers(), body: text(1_024) }), 20),
    );
  const reader = stitchStream(page(), { url: new URL('https://shop.example/'), fetch }).getReader();
  let bytes = 0;
  for (let reads = 0; ; reads++) {
    const { done, value } = await reader.read();
    if (done) return bytes;
    bytes += value.length;
    if (reads % 20 === 0) look();
  }
}
