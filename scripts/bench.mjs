// npm run bench [-- NAME…]: set-up, then the benchmarks, bundled so that they run without a build of their own.
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from './lib/build.mjs';
import { install } from './lib/install.mjs';
import { at } from './lib/paths.mjs';
import { main, run } from './lib/run.mjs';

main(async () => {
  await install();
  await build();
  const esbuild = await import('esbuild');
  const outdir = at('node_modules/.cache/tessera-bench');
  const peers = readdirSync(at('bench/peers')).map((name) => at('bench/peers', name));
  await esbuild.build({
    entryPoints: [at('bench/main.ts'), at('bench/load/generator.ts'), ...peers],
    // All in one folder, so that they find each other.
    entryNames: '[name]',
    outdir,
    bundle: true,
    packages: 'external',
    // The rooms have another version of it than what is found from here.
    alias: {
      'lru-cache': createRequire(at('server/package.json')).resolve('lru-cache').replace('commonjs', 'esm'),
    },
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
  });
  await run('node', [path.join(outdir, 'main.js'), ...process.argv.slice(2)]);
});
