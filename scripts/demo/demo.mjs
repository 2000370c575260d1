import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { at } from '../lib/paths.mjs';
import { step } from '../lib/run.mjs';
import { freePorts } from './ports.mjs';
import { processGroup } from './processes.mjs';

const EDGES = ['varnish', 'node'];
const HOST = '127.0.0.1';

/**
 * Starts the whole product with the demo's content: Strapi, the fragment server, the shop and an edge in
 * front of them. Resolves with the addresses and what stops everything.
 */
export async function startDemo(env, onUnexpectedEnd) {
  const ports = await freePorts(env);
  const edge = await chooseEdge(env);
  const data = path.resolve(env.TESSERA_DEMO_DIR ?? at('demo/.tmp'));
  mkdirSync(data, { recursive: true });
  const processes = processGroup(path.join(data, 'logs'), onUnexpectedEnd);
  let varnish = null;
  const stop = async () => {
    await varnish?.stop();
    await processes.stop();
  };
  try {
    const urls = Object.fromEntries(
      Object.entries(ports).map(([name, port]) => [name, `http://${HOST}:${port}`]),
    );
    const secrets = { admin: env.TESSERA_ADMIN_TOKEN ?? secret(), purge: secret() };
    await step('Starting Strapi', () => startCms({ processes, ports, urls, secrets, data }));
    await step('Starting fragment server and shop', () =>
      startServerAndShop({ processes, ports, urls, secrets, data, edge }),
    );
    await step(`Starting the edge (${edge === 'varnish' ? 'Varnish' : 'Node'})`, async () => {
      if (edge === 'varnish') varnish = await startVarnishEdge(ports, secrets.purge);
      else await startNodeEdge({ processes, ports, urls, secrets });
    });
    return { urls, edge, data, adminToken: secrets.admin, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const secret = () => randomBytes(24).toString('base64url');

async function chooseEdge(env) {
  const asked = env.TESSERA_EDGE;
  if (asked !== undefined && !EDGES.includes(asked)) {
    throw new Error(`TESSERA_EDGE is ${JSON.stringify(asked)}; it must be one of ${EDGES.join(', ')}`);
  }
  const { varnishInstalled } = await varnishRoom();
  if (asked === 'varnish' && !varnishInstalled()) {
    throw new Error(
      'TESSERA_EDGE is "varnish", but varnishd is not installed (Debian: apt-get install varnish varnish-modules)',
    );
  }
  return asked ?? (varnishInstalled() ? 'varnish' : 'node');
}

// Loaded when it is needed: before the build it does not exist yet.
const varnishRoom = () => import(pathToFileURL(at('edge/dist/varnish/index.js')).href);

async function startCms({ processes, ports, urls, secrets, data }) {
  const tokenFile = path.join(data, 'catalog-token');
  const cms = processes.start('cms', [at('node_modules/@strapi/strapi/bin/strapi.js'), 'start'], {
    cwd: at('demo/cms'),
    env: {
      NODE_ENV: 'production',
      STRAPI_TELEMETRY_DISABLED: 'true',
      TESSERA_DEMO: '1',
      HOST,
      PORT: String(ports.cms),
      DATABASE_FILENAME: path.join(data, 'cms.db'),
      TESSERA_CATALOG_TOKEN_FILE: tokenFile,
      TESSERA_SERVER_URL: urls.server,
      TESSERA_ADMIN_TOKEN: secrets.admin,
    },
  });
  await processes.answers(cms, `${urls.cms}/_health`, 90);
  secrets.catalog = readFileSync(tokenFile, 'utf8').trim();
}

async function startServerAndShop({ processes, ports, urls, secrets, data, edge }) {
  const server = processes.start('server', [at('server/bin/tessera.js'), 'serve'], {
    env: {
      TESSERA_PORT: String(ports.server),
      TESSERA_HOST: HOST,
      TESSERA_CATALOG: urls.cms,
      TESSERA_CATALOG_TOKEN: secrets.catalog,
      TESSERA_ADMIN_TOKEN: secrets.admin,
      TESSERA_STORE: `embedded:${path.join(data, 'server')}`,
      TESSERA_PURGE: `${edge === 'varnish' ? 'varnish' : 'edge'}:${urls.edge}`,
      TESSERA_PURGE_TOKEN: secrets.purge,
      TESSERA_PAGES: urls.shop,
    },
  });
  const shop = processes.start('shop', [at('demo/shop/dist/main.js')], {
    env: { SHOP_PORT: String(ports.shop), SHOP_HOST: HOST, SHOP_EDGE_URL: urls.edge },
  });
  await Promise.all([
    processes.answers(server, `${urls.server}/readyz`, 30),
    processes.answers(shop, `${urls.shop}/`, 30),
  ]);
}

async function startVarnishEdge(ports, purgeToken) {
  const { startVarnish } = await varnishRoom();
  return startVarnish({
    listen: { host: HOST, port: ports.edge },
    page: { host: HOST, port: ports.shop },
    fragments: { host: HOST, port: ports.server },
    purgeToken,
  });
}

async function startNodeEdge({ processes, ports, urls, secrets }) {
  const args = [
    'edge',
    '--origin',
    urls.shop,
    '--fragments',
    urls.server,
    '--host',
    HOST,
    '--port',
    String(ports.edge),
  ];
  const edge = processes.start('edge', [at('server/bin/tessera.js'), ...args], {
    env: { TESSERA_PURGE_TOKEN: secrets.purge },
  });
  await processes.answers(edge, `${urls.edge}/`, 30);
}
