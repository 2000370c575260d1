import { rmSync } from 'node:fs';
import { at } from './paths.mjs';
import { run, step } from './run.mjs';
import { staleness } from './stale.mjs';

const TS_ROOMS = ['model', 'esi-fragments', 'edge', 'server', 'demo/shop'];
const quiet = { quiet: true };

/** What has to be built, in order; each with what it is made from and what proves that it was made. */
const STEPS = [
  {
    name: 'typescript',
    title: 'Compiling model, fragments, edge, server and shop',
    inputs: [
      'tsconfig.base.json',
      ...TS_ROOMS.flatMap((room) => [`${room}/src`, `${room}/tsconfig.json`, `${room}/package.json`]),
    ],
    outputs: TS_ROOMS.map((room) => `${room}/dist/index.js`),
    work: () => run('npx', ['tsc', '-b', ...TS_ROOMS], quiet),
    // tsc -b trusts its own record, even when what it made is gone.
    before: () => {
      for (const room of TS_ROOMS) rmSync(at(room, 'tsconfig.tsbuildinfo'), { force: true });
    },
  },
  {
    name: 'beacon',
    title: 'Bundling the browser tag',
    inputs: ['beacon/src', 'beacon/build.mjs', 'beacon/package.json', 'beacon/tsconfig.json'],
    outputs: ['tessera.js', 'behaviours.js', 'index.js', 'index.d.ts'].map((file) => `beacon/dist/${file}`),
    work: () => run('npm', ['run', 'build', '-w', '@tessera/beacon'], quiet),
  },
  {
    name: 'plugin',
    title: 'Building the Strapi plugin',
    inputs: ['model/src', 'plugin'],
    outputs: ['plugin/dist/server/index.js', 'plugin/dist/admin/index.js'],
    work: () => run('npm', ['run', 'build', '-w', 'strapi-plugin-tessera'], quiet),
  },
  {
    name: 'cms',
    title: 'Building the demo’s Strapi with its admin panel (about a minute)',
    inputs: [
      'model/src',
      'plugin',
      'demo/cms/src',
      'demo/cms/config',
      'demo/cms/package.json',
      'demo/cms/tsconfig.json',
    ],
    outputs: ['demo/cms/dist/build/index.html', 'demo/cms/dist/src/index.js'],
    work: async () => {
      await run('node', ['demo/cms/scripts/prepare.mjs'], quiet);
      await run('npm', ['run', 'build', '-w', '@tessera/demo-cms'], {
        ...quiet,
        env: { NODE_ENV: 'production' },
      });
    },
  },
];

/** Builds what is stale, showing progress; quick when nothing is. */
export async function build(names = STEPS.map(({ name }) => name)) {
  for (const { title, work, before, ...made } of STEPS.filter(({ name }) => names.includes(name))) {
    const { stale, done } = staleness(made);
    if (!stale) continue;
    await step(title, async () => {
      before?.();
      await work();
    });
    done();
  }
}
