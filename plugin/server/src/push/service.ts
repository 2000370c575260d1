import type { Core } from '@strapi/strapi';
import { settingsOf } from '../config';
import { createPusher, type Pusher } from './pusher';
import { tell } from './tell';

/** Made once per Strapi; the document middleware requests, the status page reads the results. */
export const pushService = ({ strapi }: { strapi: Core.Strapi }): Pusher =>
  createPusher({
    servers: settingsOf(strapi).servers,
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
