import type { Core } from '@strapi/strapi';
import { askService } from './ask/service';
import { catalogService } from './catalog/service';
import { config } from './config';
import { contentTypes } from './content-types';
import { controllers } from './controllers';
import { registerCustomFields } from './custom-fields';
import { definitionsService } from './definitions/service';
import { addDocumentMiddleware } from './documents/middleware';
import { policies } from './policies';
import type { Pusher } from './push/pusher';
import { pushService } from './push/service';
import { ACTIONS } from './rights';
import { routes } from './routes';
import { statusService } from './status/service';

/** The plugin as Strapi's server loads it. */
export default {
  register({ strapi }: { strapi: Core.Strapi }) {
    registerCustomFields(strapi);
    addDocumentMiddleware(strapi);
  },

  async bootstrap({ strapi }: { strapi: Core.Strapi }) {
    await strapi.service('admin::permission').actionProvider.registerMany([...ACTIONS]);
  },

  destroy({ strapi }: { strapi: Core.Strapi }) {
    const push: Pusher = strapi.plugin('tessera').service('push');
    push.stop();
  },

  config,
  contentTypes,
  controllers,
  routes,
  policies,
  services: {
    ask: askService,
    catalog: catalogService,
    definitions: definitionsService,
    push: pushService,
    status: statusService,
  },
};
