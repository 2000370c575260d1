// npm start: set-up, then the whole product with its demo, until Ctrl-C.
import { fileURLToPath } from 'node:url';
import { startDemo } from './demo/demo.mjs';
import { build } from './lib/build.mjs';
import { install } from './lib/install.mjs';
import { main as run } from './lib/run.mjs';

const HELP = `npm start: sets up what is missing and runs the whole product with a demo shop

  TESSERA_EDGE      varnish or node; by default Varnish where it is installed
  EDGE_PORT         the shop through the edge (8080)
  CMS_PORT          Strapi (1337)
  TESSERA_PORT      the fragment server (4000)
  SHOP_PORT         the shop without an edge (4100)
  TESSERA_DEMO_DIR  where the demo keeps its data and logs (demo/.tmp)
  TESSERA_DEMO_HESITATION  seconds of hesitation that earn the offer, when first seeded (8)`;

const LOG_IN = { email: 'editor@demo.tessera.test', password: 'Tessera-demo-1' };

/** Runs the demo until it is told to stop; resolves with the exit code. */
export async function main(args, env) {
  if (args.includes('--help') || args.includes('-h')) {
    console.log(HELP);
    return 0;
  }
  await install();
  await build();
  let end;
  const ended = new Promise((resolve) => {
    end = resolve;
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(0));
  // npm dies of a signal without passing it on; what it started must not stay behind.
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && end(0), 500).unref();
  const started = startDemo(env, (error) => {
    console.error(error.message);
    end(1);
  });
  // Told to stop while still starting: let the start finish or fail, then stop what it started.
  const demo = await started;
  announce(demo);
  const code = await ended;
  console.log('Stopping …');
  await demo.stop();
  console.log('Stopped.');
  return code;
}

function announce({ urls, edge, data }) {
  console.log(`
Tessera is running.

  Nimbus, the demo shop      ${urls.edge}   (through ${edge === 'varnish' ? 'Varnish' : 'the Node edge'})
  Strapi                     ${urls.cms}/admin
    log in                   ${LOG_IN.email}  /  ${LOG_IN.password}   (known to everybody: this demo only)
  Fragment server            ${urls.server}/readyz
  The shop without an edge   ${urls.shop}
  Logs                       ${data}/logs

Try it: look at two laptops, compare them, hover over a price, put one in the cart, then wait.
Ctrl-C stops everything.`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  run(async () => {
    process.exitCode = await main(process.argv.slice(2), process.env);
  });
}
