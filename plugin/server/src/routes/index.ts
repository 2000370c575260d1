import { PERMISSIONS } from '../../../contracts/permissions';
import { ADMIN_ROUTES, CATALOG_PATH } from '../../../contracts/routes';

/** Strapi puts the plugin's name (and /api) before these. */
const within = (path: string): string => path.replace(/^(\/api)?\/tessera/, '');

export const routes = {
  'content-api': {
    type: 'content-api',
    routes: [
      { method: 'GET', path: within(CATALOG_PATH), handler: 'catalog.find', config: { policies: [] } },
    ],
  },
  admin: {
    type: 'admin',
    routes: [
      {
        method: 'GET',
        path: within(ADMIN_ROUTES.status),
        handler: 'status.find',
        config: {
          policies: [
            'admin::isAuthenticatedAdmin',
            { name: 'admin::hasPermissions', config: { actions: [PERMISSIONS.read] } },
          ],
        },
      },
      {
        method: 'GET',
        path: within(ADMIN_ROUTES.definitions),
        handler: 'definitions.find',
        config: { policies: ['admin::isAuthenticatedAdmin', 'plugin::tessera.may-pick'] },
      },
    ],
  },
};
