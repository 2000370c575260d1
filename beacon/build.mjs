// Bundles the tag into dist/tessera.js and refuses a bundle above its promised size (promises.md,
// tag_gzip_bytes). `--stdout` prints the bundle instead of writing it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { minifySync } from '@swc/core';
import { buildSync } from 'esbuild';

const MOST_GZIP_BYTES = 3000;

// esbuild bundles; SWC's minifier joins more of what stands apart (some 150 bytes less after gzip).
const { outputFiles } = buildSync({
  entryPoints: [`${import.meta.dirname}/src/main.ts`],
  bundle: true,
  format: 'esm',
  target: 'es2020',
  tsconfigRaw: {},
  write: false,
});
const { code } = minifySync(outputFiles[0].text, {
  module: true,
  compress: { ecma: 2020, passes: 4, unsafe: true, unsafe_arrows: true },
});
// A classic script: its names must not become the page's.
const script = `(()=>{${code.replace(/;$/, '')}})();`;
const gzip = gzipSync(script, { level: 9 }).length;

if (process.argv.includes('--stdout')) {
  process.stdout.write(script);
} else {
  mkdirSync(`${import.meta.dirname}/dist`, { recursive: true });
  writeFileSync(`${import.meta.dirname}/dist/tessera.js`, script);
  console.log(`beacon/dist/tessera.js: ${script.length} bytes, ${gzip} gzip (at most ${MOST_GZIP_BYTES})`);
}
if (gzip > MOST_GZIP_BYTES) {
  console.error(`beacon: the tag is ${gzip} bytes gzip; allowed are ${MOST_GZIP_BYTES}`);
  process.exit(1);
}
