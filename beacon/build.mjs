// Bundles the tag into dist/: tessera.js (the core, a classic script, refused above its promised size: promises.md,
// tag_gzip_bytes) and behaviours.js (the rest, which the core loads). `--stdout FILE` prints one instead of writing both.
// For bundlers, TypeScript's own output beside them is the package.
import { mkdirSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { minifySync } from '@swc/core';
import { buildSync } from 'esbuild';

const MOST_GZIP_BYTES = { 'tessera.js': 3000, 'behaviours.js': 3500 };
const dir = import.meta.dirname;

const options = { bundle: true, format: 'esm', target: 'es2020', tsconfigRaw: {} };

/** esbuild bundles; SWC's minifier joins more of what stands apart (some 150 bytes less after gzip). */
const bundle = (entry) => {
  const { outputFiles } = buildSync({
    ...options,
    entryPoints: [`${dir}/src/${entry}`],
    external: ['/tessera/*'],
    write: false,
  });
  return minifySync(outputFiles[0].text, {
    module: true,
    compress: { ecma: 2020, passes: 4, unsafe: true, unsafe_arrows: true },
  }).code;
};

const files = {
  // A classic script: its names must not become the page's.
  'tessera.js': `(()=>{${bundle('main.ts').replace(/;$/, '')}})();`,
  'behaviours.js': bundle('behaviours/index.ts'),
};

const asked = process.argv.indexOf('--stdout');
if (asked > 0) {
  process.stdout.write(files[process.argv[asked + 1]]);
} else {
  mkdirSync(`${dir}/dist`, { recursive: true });
  for (const [name, script] of Object.entries(files)) {
    const gzip = gzipSync(script, { level: 9 }).length;
    const most = MOST_GZIP_BYTES[name];
    console.log(`beacon/dist/${name}: ${script.length} bytes, ${gzip} gzip (at most ${most})`);
    writeFileSync(`${dir}/dist/${name}`, script);
    if (gzip > most) {
      console.error(`beacon: ${name} is ${gzip} bytes gzip; allowed are ${most}`);
      process.exitCode = 1;
    }
  }
}
