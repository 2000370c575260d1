import { existsSync, readFileSync } from 'node:fs';
import { buildSync } from 'esbuild';

/** The same page with one tag or none. */
export interface Build {
  readonly name: 'none' | 'tessera' | 'plausible' | 'web-vitals';
  /** What stands in the page's head. */
  readonly tag: string;
  readonly scripts: Readonly<Record<string, string | Buffer>>;
}

/** As its README says, with every automatic option on; by itself it is silent on a local address. */
const PLAUSIBLE = `import { init } from '@plausible-analytics/tracker';
init({ domain: 'shop.example', endpoint: '/api/event', captureOnLocalhost: true, outboundLinks: true,
  fileDownloads: true, formSubmissions: true });`;

/** As its README says: each metric is sent when it is ready. */
const WEB_VITALS = `for (const on of ['onCLS', 'onINP', 'onLCP', 'onFCP', 'onTTFB'])
  webVitals[on](({ name, value, id }) => navigator.sendBeacon('/analytics', JSON.stringify({ name, value, id })));`;

/** Each as its makers publish it, loaded in the same way. */
export function tagBuilds(): readonly Build[] {
  const behaviours = 'beacon/dist/behaviours.js';
  const plausible = buildSync({
    stdin: { contents: PLAUSIBLE, resolveDir: process.cwd() },
    bundle: true,
    minify: true,
    format: 'iife',
    write: false,
  }).outputFiles[0];
  if (!plausible) throw new Error('plausible was not bundled');
  return [
    { name: 'none', tag: '', scripts: {} },
    {
      name: 'tessera',
      tag: '<script async src="/tessera/beacon.js"></script>',
      scripts: {
        '/tessera/beacon.js': readFileSync('beacon/dist/tessera.js'),
        ...(existsSync(behaviours) ? { '/tessera/behaviours.js': readFileSync(behaviours) } : {}),
      },
    },
    {
      name: 'plausible',
      tag: '<script async src="/plausible.js"></script>',
      scripts: { '/plausible.js': plausible.text },
    },
    {
      name: 'web-vitals',
      tag: '<script async src="/web-vitals.js"></script>',
      scripts: {
        '/web-vitals.js': `${readFileSync('node_modules/web-vitals/dist/web-vitals.iife.js', 'utf8')}\n${WEB_VITALS}`,
      },
    },
  ];
}
