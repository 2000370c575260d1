// npm run build: everything that is stale.
import { build } from './lib/build.mjs';
import { install } from './lib/install.mjs';
import { main } from './lib/run.mjs';

main(async () => {
  await install();
  await build();
  console.log('Built.');
});
