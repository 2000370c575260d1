import type { Core } from '@strapi/strapi';
import { serversOf } from '../settings/servers';
import { createPusher, type Pusher } from './pusher';
import { reasonOf, tell } from './tell';

/** Made once per Strapi; the document middleware requests, the status page reads the results. */
export const pushService = ({ strapi }: { strapi: Core.Strapi }): Pusher =>
  createPusher({
    servers: () =>
      serversOf(strapi).catch((error: unknown) => {
        strapi.log.warn(`[tessera] no server was told about a change (${reasonOf(error)}); they will poll`);
        return [];
      }),
    tell,
    onResult(server, result) {
      if (result.kind === 'done')
        strapi.log.debug(`[tessera] ${server.url} took catalog ${result.version ?? ''}`);
      if (result.kind === 'failed') {
        strapi.log.warn(
          `[tessera] ${server.url} was not told about a change (${result.detail}); it will find it when it polls`,
        );
      }
    },
  });
