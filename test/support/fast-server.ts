import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { ROOT, startServerProcess } from './server-process.js';

const DIST = join(ROOT, 'server/dist');
/** Beside the build: from there the server finds what it serves. */
const BUNDLE = join(DIST, 'server-for-tests.cjs');
const STARTER = join(DIST, 'start-for-tests.cjs');

/**
 * The built server as one file with V8's code cache: the same code, started with a third of the work, which is
 * loading and compiling hundreds of modules. Answers the program to run. `port` is free for a moment.
 */
export async function fastServer(port: number): Promise<string> {
  await build({
    entryPoints: [join(DIST, 'cli/serve.js')],
    outfile: BUNDLE,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    // Has a native part.
    external: ['better-sqlite3'],
    define: { 'import.meta.url': 'moduleUrl', 'import.meta.resolve': 'resolveUrl' },
    banner: {
      js: `const { pathToFileURL } = require('node:url');
const moduleUrl = pathToFileURL(__filename).href;
const resolveUrl = (specifier) => pathToFileURL(require.resolve(specifier)).href;`,
    },
    logLevel: 'warning',
  });
  writeFileSync(STARTER, starter);
  await makeCache(port);
  return STARTER;
}

/** Loads the bundle with what V8 made of it last time; makes that at the end if asked to. */
const starter = `const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const { Script } = require('node:vm');
const filename = ${JSON.stringify(BUNDLE)};
const cache = filename + '.cache';
const cachedData = existsSync(cache) ? readFileSync(cache) : undefined;
const script = new Script(Module.wrap(readFileSync(filename, 'utf8')), { filename, cachedData });
const module_ = { exports: {} };
script.runInThisContext()(module_.exports, Module.createRequire(filename), module_, filename, ${JSON.stringify(DIST)});
module_.exports.serve([], process.env).then((code) => {
  if (process.env.MAKE_CACHE) writeFileSync(cache, script.createCachedData());
  process.exitCode = code;
});
`;

/** Code is cached as far as it has been compiled, so the server has to have answered something. */
async function makeCache(port: number): Promise<void> {
  rmSync(`${BUNDLE}.cache`, { force: true });
  const directory = mkdtempSync(join(tmpdir(), 'tessera-cache-'));
  const catalog = join(directory, 'catalog.json');
  const empty = { signals: [], segments: [], slots: [], variants: [], experiments: [] };
  writeFileSync(catalog, JSON.stringify({ version: 'cache#1', ...empty }));
  const url = `http://127.0.0.1:${port}`;
  const env = {
    TESSERA_CATALOG: catalog,
    TESSERA_PORT: String(port),
    TESSERA_STORE: `embedded:${directory}/store`,
    MAKE_CACHE: '1',
  };
  const server = await startServerProcess(env, url, [STARTER]);
  await fetch(`${url}/tessera/beacon`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ events: [{ type: 'click', age: 0 }] }),
  });
  server.child.kill('SIGTERM');
  await server.ended;
  rmSync(directory, { recursive: true, force: true });
}
