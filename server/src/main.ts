import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Logger, pino } from 'pino';
import { createTesseraServer } from './app.js';
import { draftsOf } from './catalog/drafts.js';
import { CatalogKeeper, type LoadOutcome } from './catalog/keeper.js';
import { lastGoodIn } from './catalog/last-good.js';
import { fileSource, urlSource } from './catalog/source.js';
import { Admission } from './collect/admission/admission.js';
import { SeenNames } from './collect/dialects/seen-names.js';
import { loadAssets } from './deliver/assets.js';
import { CookieWriter } from './deliver/cookies.js';
import { purgeQueue } from './deliver/purge/purge-queue.js';
import { purgerOf } from './deliver/purge/purgers.js';
import { bearerCheck } from './http/bearer.js';
import { originCheck } from './http/origins.js';
import { foldBatch } from './identity/fold-batch.js';
import type { Figures } from './operate/figures.js';
import { keepCounting, LiveFigures } from './operate/live/live-figures.js';
import { createMetrics, type Metrics } from './operate/metrics.js';
import { showParts } from './operate/part-metrics.js';
import { Personaliser } from './personaliser.js';
import { previewsOf } from './preview/previews.js';
import { embeddedStore } from './profiles/embedded/embedded-store.js';
import { keepTime } from './profiles/keep-time.js';
import type { ProfileStore } from './profiles/profile-store.js';
import type { ServerParts } from './server-parts.js';
import type { Settings } from './settings.js';
import { directStream } from './stream/direct.js';
import { keepUp } from './upkeep.js';

export interface RunningServer {
  readonly url: string;
  /** Stops taking requests, finishes those under way, writes everything down. Safe to call twice. */
  stop(): Promise<void>;
}

export interface Overrides {
  readonly store?: ProfileStore;
  readonly log?: Logger;
  readonly clock?: () => number;
  /** Where the tag and the style sheets lie. */
  readonly resolveAsset?: (specifier: string) => string;
}

/** Wires the whole server and starts it. Rejects if it can't listen or its store can't be opened. */
export async function startServer(settings: Settings, overrides: Overrides = {}): Promise<RunningServer> {
  const log = overrides.log ?? pino({ level: settings.logLevel, name: 'tessera' });
  // What visitors did is nobody else's business on this machine.
  await mkdir(settings.storeDirectory, { recursive: true, mode: 0o700 });
  const metrics = createMetrics((error) => log.error({ err: error }, 'a batch could not be stored'));
  const { figures } = metrics;
  const store =
    overrides.store ??
    embeddedStore(settings.storeDirectory, (detail) => {
      figures.setAside += 1;
      log.error({ detail }, 'store damaged');
    });
  const personaliser = new Personaliser(store, settings, overrides.clock);
  const { visitors, clock } = personaliser;
  const live = new LiveFigures(personaliser);

  let restored = false;
  const stream = directStream(async (batch) => {
    // Before the stored profiles are back, a save would write over what they hold.
    if (!restored) throw new Error('no catalog has been loaded yet');
    const { visitor, repeats, outcomes } = await foldBatch(visitors, batch);
    figures.folded(batch.events, repeats, batch.receivedAt, clock());
    for (const outcome of outcomes) figures.identities[outcome] += 1;
    live.folded(visitor, batch.events, repeats, batch.receivedAt);
    return visitor;
  });
  const purges = settings.purge.map((setting) => {
    const target = purgerOf(setting);
    return purgeQueue(target, (outcome, detail) => {
      metrics.purge(target.name, outcome);
      log[outcome === 'done' ? 'info' : 'warn']({ target: target.name, detail }, `purge ${outcome}`);
    });
  });
  const source =
    typeof settings.catalog === 'string'
      ? fileSource(settings.catalog)
      : urlSource(settings.catalog, settings.catalogToken);
  const keeper = new CatalogKeeper({
    source,
    lastGood: lastGoodIn(settings.storeDirectory),
    swap: async (compiled) => {
      const followed = personaliser.swap(compiled);
      // Beacons are refused before: a save would write over what the store holds.
      if (!restored) await restore(personaliser, store, figures, log);
      restored = true;
      void followed.then(() =>
        log.debug({ version: compiled.catalog.version }, 'all visitors follow the catalog'),
      );
    },
    purge: (tags) => {
      if (tags.length > 0) for (const queue of purges) queue.purge(tags);
    },
    report: (outcome) => reportLoad(outcome, metrics, log),
  });
  const parts: ServerParts = {
    personaliser,
    stream,
    store,
    seenNames: new SeenNames(),
    keeper,
    drafts: draftsOf({
      catalog: settings.catalog,
      token: settings.catalogToken,
      inForce: () => personaliser.current,
      clock: () => performance.now(),
    }),
    previews: previewsOf(settings),
    purges,
    metrics,
    live,
    log,
    cookies: new CookieWriter(settings.cookieDomain),
    identitySecret: settings.identitySecret,
    collectKeys: settings.collectKeys,
    admission: new Admission(settings),
    checkOrigin: originCheck(settings.origins),
    checkBearer: bearerCheck(settings.adminToken),
    assets: loadAssets(overrides.resolveAsset ?? ((specifier) => import.meta.resolve(specifier))),
    version: packageVersion(),
    state: { stopping: false },
  };

  showParts(parts);
  await keeper.start(settings.catalogPollS);
  const stopTime = keepTime(visitors, clock, (late) => figures.woken(late, clock()));
  const stopCounting = keepCounting(live);
  const stopUpkeep = keepUp(personaliser, settings, {
    error: (error) => log.error({ err: error }, 'upkeep failed'),
    compaction: (tookMs) =>
      tookMs === null ? log.info('compacting the store') : log.info({ tookMs }, 'compacted the store'),
  });
  const { server } = createTesseraServer(parts);
  const url = await listen(server, settings);
  log.info({ url, catalog: keeper.status.version, visitors: visitors.known, store: store.name }, 'serving');

  let stopped: Promise<void> | null = null;
  const stop = async (): Promise<void> => {
    parts.state.stopping = true;
    keeper.stop();
    stopTime();
    stopCounting();
    stopUpkeep();
    await Promise.all([closeServer(server), ...purges.map((queue) => queue.stop())]);
    await stream.close();
    await store.close();
    log.info('stopped');
  };
  return {
    url,
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}

async function restore(
  { visitors, clock }: Personaliser,
  store: ProfileStore,
  figures: Figures,
  log: Logger,
): Promise<void> {
  const unreadable = (what: string, reason: string) => {
    figures.unreadable += 1;
    log.warn({ what, reason }, 'something stored could not be read');
  };
  for await (const batch of store.all(unreadable)) {
    for (const stored of batch) {
      try {
        visitors.restore(stored);
      } catch (error) {
        unreadable(stored.id, error instanceof Error ? error.message : String(error));
      }
    }
  }
  void visitors.restored(clock);
  // If it fails, for want of room, say, beacons are refused and upkeep tries on.
  if (store.damaged)
    await visitors.compact().catch((error) => log.error({ err: error }, 'the damaged store stays as it is'));
}

function listen(server: Server, { port, host }: Settings): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(taken ? new Error(`port ${port} of ${host} is taken; choose another with TESSERA_PORT`) : error);
    });
    server.listen(port, host, () => {
      const { port: actual } = server.address() as AddressInfo;
      resolve(`http://${host.includes(':') ? `[${host}]` : host}:${actual}`);
    });
  });
}

/** How long requests under way may take to finish, ms. */
const PATIENCE_MS = 10_000;

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => server.closeAllConnections(), PATIENCE_MS);
    // A connection that is kept alive becomes idle only when its last answer has gone out.
    const idle = setInterval(() => server.closeIdleConnections(), 20);
    server.close(() => {
      clearTimeout(force);
      clearInterval(idle);
      resolve();
    });
  });
}

function reportLoad(outcome: LoadOutcome, metrics: Metrics, log: Logger): void {
  metrics.catalogLoad(outcome.kind);
  if (outcome.kind === 'swapped') log.info(outcome, 'catalog in force');
  else if (outcome.kind !== 'unchanged')
    log.warn(outcome, `catalog ${outcome.kind}; the last good one stays in force`);
}

const packageVersion = (): string =>
  (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string })
    .version;
