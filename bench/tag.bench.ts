import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { type Bench, keeps } from './lib/result.js';

/** The browser tag's weight, as a CDN would send it. */
export const tag: Bench = {
  names: ['tag_gzip_bytes'],
  run: async () => {
    const value = gzipSync(readFileSync('beacon/dist/tessera.js'), { level: 9 }).length;
    return [
      {
        name: 'tag_gzip_bytes',
        value,
        unit: 'bytes',
        ours: value,
        peer: 2_694,
        peerName: 'plausible’s published file',
        promise: '<= 3000',
        holds: keeps(value, '<= 3000'),
        how: 'beacon/dist/tessera.js, gzip level 9; the peer’s size is the one in promises.md, not measured here',
      },
    ];
  },
};
