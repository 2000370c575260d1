// npm run lint: style, walls between rooms, and types, tests included.
import { build } from './lib/build.mjs';
import { install } from './lib/install.mjs';
import { main, run, step } from './lib/run.mjs';

const quiet = { quiet: true };

main(async () => {
  await install();
  await step('Style and walls', () => run('npx', ['biome', 'check', '--error-on-warnings', '.'], quiet));
  await build(['typescript']);
  await step('Types of the browser tag', () => run('npx', ['tsc', '-p', 'beacon', '--noEmit'], quiet));
  await step('Types of the React example', () => run('npx', ['tsc', '-p', 'beacon/examples/react'], quiet));
  await step('Types of the tests', () => run('npx', ['tsc', '-p', 'tsconfig.tests.json'], quiet));
  await step('Types of the plugin', () =>
    run('npm', ['run', 'typecheck', '-w', 'strapi-plugin-tessera'], quiet),
  );
});
