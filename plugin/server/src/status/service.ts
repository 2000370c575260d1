import type { Core } from '@strapi/strapi';
import type { ServerReach, StatusAnswer } from '../../../contracts/answers';
import type { CatalogService } from '../catalog/service';
import { type ServerTarget, settingsOf } from '../config';
import type { Pusher } from '../push/pusher';
import { reasonOf } from '../push/tell';
import { readLive } from './live';

const TIMEOUT_MS = 3_000;

export interface StatusService {
  read(): Promise<StatusAnswer>;
}

/** Asks every configured server for its status, on behalf of the admin page: tokens stay on this side. */
export const statusService = ({ strapi }: { strapi: Core.Strapi }): StatusService => ({
  async read() {
    const plugin = strapi.plugin('tessera');
    const push: Pusher = plugin.service('push');
    const catalog: CatalogService = plugin.service('catalog');
    const [published, ...servers] = await Promise.all([
      catalog.published(),
      ...settingsOf(strapi).servers.map(async (server) => ({
        url: server.url,
        reach: await reach(server),
        push: push.result(server.url),
      })),
    ]);
    return { published, servers };
  },
});

async function reach(server: ServerTarget): Promise<ServerReach> {
  if (server.token === '') {
    return {
      kind: 'unauthorized',
      detail: 'no admin token is configured for this server (TESSERA_ADMIN_TOKEN)',
    };
  }
  try {
    const answer = await fetch(`${server.url}/admin/status`, {
      headers: { authorization: `Bearer ${server.token}`, accept: 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (answer.status === 401 || answer.status === 403) {
      await answer.body?.cancel();
      return {
        kind: 'unauthorized',
        detail: `the server answered ${answer.status}: it does not accept our token`,
      };
    }
    const text = await answer.text();
    if (!answer.ok) return { kind: 'unexpected', detail: `the server answered ${answer.status}` };
    const live = readLive(parsed(text));
    return live
      ? { kind: 'ok', live }
      : { kind: 'unexpected', detail: 'the answer is not a fragment server’s status' };
  } catch (error) {
    return { kind: 'unreachable', detail: reasonOf(error) };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
