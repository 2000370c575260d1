import type { Core } from '@strapi/strapi';
import { askService } from './ask/service';
import { catalogService } from './catalog/service';
import { changesService } from './changes/service';
import { config } from './config';
import { contentTypes } from './content-types';
import { controllers } from './controllers';
import { registerCustomFields } from './custom-fields';
import { definitionsService } from './definitions/service';
import { addDocumentMiddleware } from './documents/middleware';
import { policies } from './policies';
import { allowFrames } from './preview/frames';
import { previewService } from './preview/service';
import { prioritiesService } from './priorities/service';
import type { Pusher } from './push/pusher';
import { pushService } from './push/service';
import { ACTIONS } from './rights';
import { routes } from './routes';
import { scenariosService } from './scenarios/service';
import { settingsService } from './settings/service';
import { statusService } from './status/service';
import { transferService } from './transfer/service';
import { usageService } from './usage/service';

/** The plugin as Strapi's server loads it. */
export default {
  register({ strapi }: { strapi: Core.Strapi }) {
    registerCustomFields(strapi);
    addDocumentMiddleware(strapi);
    allowFrames(strapi);
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
    changes: changesService,
    definitions: definitionsService,
    priorities: prioritiesService,
    preview: previewService,
    push: pushService,
    settings: settingsService,
    status: statusService,
    scenarios: scenariosService,
    transfer: transferService,
    usage: usageService,
  },
};
