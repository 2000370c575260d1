#!/usr/bin/env node
// The `tessera` command. It stands outside src/ because it is the one place that knows both the server
// and the edge, which do not know each other.
const HELP = `tessera: real-time personalisation for cached pages

  tessera serve        the fragment server (its settings: tessera serve --help)
  tessera edge         a stitching, caching reverse proxy (tessera edge --help)
  tessera check FILE   says whether a catalog would be taken
  tessera demo         the whole product with a demo shop (in a checkout of Tessera)`;

const [command, ...args] = process.argv.slice(2);

const commands = {
  serve: async () => (await import('../dist/cli/serve.js')).serve(args, process.env),
  edge: async () => (await import('@tessera/edge/node')).main(args, process.env),
  check: async () => (await import('../dist/cli/check.js')).check(args),
  demo: async () => (await import('../../scripts/start.mjs')).main(args, process.env),
};

if (command === undefined || command === '--help' || command === '-h' || command === 'help') {
  console.log(HELP);
  process.exitCode = command === undefined ? 2 : 0;
} else if (!Object.hasOwn(commands, command)) {
  console.error(`unknown command ${JSON.stringify(command)}; allowed: ${Object.keys(commands).join(', ')}`);
  process.exitCode = 2;
} else {
  // Commands answer an exit code; a server's answers when it has stopped.
  process.exitCode = (await commands[command]()) ?? 0;
}
