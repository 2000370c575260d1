import type { Core } from '@strapi/strapi';
import type { ServerReach, StatusAnswer } from '../../../contracts/answers';
import { askOne } from '../ask/ask-one';
import type { CatalogService } from '../catalog/service';
import type { ServerTarget } from '../config';
import type { Pusher } from '../push/pusher';
import { serversOf } from '../settings/servers';
import { readLive } from './live';

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
      ...(await serversOf(strapi)).map(async (server) => ({
        url: server.url,
        reach: await reach(server),
        push: push.result(server.url),
      })),
    ]);
    return { published, servers };
  },
});

async function reach(server: ServerTarget): Promise<ServerReach> {
  const answered = await askOne(server, { method: 'GET', path: '/admin/status' });
  if (answered.kind === 'ok') {
    const live = readLive(answered.answer);
    return live
      ? { kind: 'ok', live }
      : { kind: 'unexpected', detail: 'the answer is not a fragment server’s status' };
  }
  if (answered.kind === 'none') return { kind: 'unexpected', detail: 'not asked' };
  return { kind: answered.kind === 'refused' ? 'unexpected' : answered.kind, detail: answered.detail };
}
