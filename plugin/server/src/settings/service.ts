import type { Core } from '@strapi/strapi';
import type {
  GivenServer,
  PurgesAnswer,
  ServerSetting,
  SettingsAnswer,
  TestAnswer,
} from '../../../contracts/settings';
import { askOne } from '../ask/ask-one';
import { type ServerTarget, settingsOf } from '../config';
import type { Pusher } from '../push/pusher';
import { readLive } from '../status/live';
import { readPurges } from './purges';
import { type Sealer, sealerOf } from './seal';
import { serversOf } from './servers';
import { readStored, type StoredServer, writeStored } from './store';

export interface SettingsService {
  read(): Promise<SettingsAnswer>;
  /** Stores what has been checked, or says why it cannot. */
  save(servers: readonly GivenServer[]): Promise<{ readonly refused: string } | null>;
  test(server: GivenServer): Promise<TestAnswer>;
  purges(): Promise<PurgesAnswer>;
}

const STATUS = { method: 'GET', path: '/admin/status' } as const;

export const settingsService = ({ strapi }: { strapi: Core.Strapi }): SettingsService => ({
  async read() {
    const stored = await readStored(strapi);
    const sealer = sealerOf(strapi);
    if (stored.length > 0) {
      const servers = stored.map((server) => withTokenState(server, sealer));
      return { source: 'stored', servers, canSeal: sealer.canSeal };
    }
    const { servers, source } = settingsOf(strapi);
    const shown = servers.map(({ url, token }) => ({ url, token: token ? 'set' : 'none' }) as const);
    return { source, servers: shown, canSeal: sealer.canSeal };
  },

  async save(servers) {
    const sealer = sealerOf(strapi);
    if (!sealer.canSeal && servers.some(({ token }) => token)) {
      return { refused: 'Strapi has no secret to seal tokens with; set admin.secrets.encryptionKey' };
    }
    const before = await readStored(strapi);
    await writeStored(
      strapi,
      servers.map((server) => sealed(server, before, sealer)),
    );
    const push: Pusher = strapi.plugin('tessera').service('push');
    push.request();
    return null;
  },

  async test({ url, token }) {
    // A stored token goes to its own address only.
    const known = (await serversOf(strapi)).find((server) => server.url === url);
    const target: ServerTarget = { url, token: token ?? known?.token ?? '' };
    const start = performance.now();
    const answered = await askOne(target, STATUS);
    const latencyMs = Math.round(performance.now() - start);
    if (answered.kind !== 'ok') return trouble(answered);
    const live = readLive(answered.answer);
    if (!live) return { kind: 'unexpected', detail: NO_STATUS };
    return {
      kind: 'ok',
      serverVersion: live.serverVersion,
      catalogVersion: live.catalog.version,
      latencyMs,
    };
  },

  async purges() {
    const servers = await Promise.all(
      (await serversOf(strapi)).map(async (target) => {
        const server = target.url;
        const answered = await askOne(target, STATUS);
        if (answered.kind !== 'ok') return { server, ...trouble(answered) };
        const targets = readPurges(answered.answer);
        return targets
          ? ({ kind: 'ok', server, targets } as const)
          : ({ kind: 'unexpected', server, detail: NO_STATUS } as const);
      }),
    );
    return { servers };
  },
});

const NO_STATUS = 'the answer is not a fragment server’s status';

function withTokenState({ url, sealed: kept }: StoredServer, sealer: Sealer): ServerSetting {
  if (kept === null) return { url, token: 'none' };
  return { url, token: sealer.open(kept, url) === null ? 'lost' : 'set' };
}

function sealed({ url, token }: GivenServer, before: readonly StoredServer[], sealer: Sealer): StoredServer {
  if (token === undefined) return before.find((server) => server.url === url) ?? { url, sealed: null };
  return { url, sealed: token ? sealer.seal(token, url) : null };
}

/** An answer that is none, as the settings page is told it. */
function trouble(answered: { readonly kind: string; readonly detail?: string }) {
  const { kind, detail = '' } = answered;
  return kind === 'unreachable' || kind === 'unauthorized'
    ? ({ kind, detail } as const)
    : ({ kind: 'unexpected', detail } as const);
}
