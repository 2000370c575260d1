import { ADMIN_ROUTES, CATALOG_PATH, DRAFTS_PATH } from '../../../contracts/routes';
import { changesRoutes } from '../changes/routes';
import { previewRoutes } from '../preview/routes';
import { prioritiesRoutes } from '../priorities/routes';
import { scenariosRoutes } from '../scenarios/routes';
import { settingsRoutes } from '../settings/routes';
import { transferRoutes } from '../transfer/routes';
import { usageRoutes } from '../usage/routes';
import { adminRoute, within } from './admin-route';

export const routes = {
  'content-api': {
    type: 'content-api',
    routes: [
      { method: 'GET', path: within(CATALOG_PATH), handler: 'catalog.find', config: { policies: [] } },
      { method: 'GET', path: within(DRAFTS_PATH), handler: 'drafts.find', config: { policies: [] } },
    ],
  },
  admin: {
    type: 'admin',
    routes: [
      adminRoute('GET', ADMIN_ROUTES.status, 'status.find', 'read'),
      adminRoute('GET', ADMIN_ROUTES.definitions, 'definitions.find', 'pick'),
      // Which right a question asks for depends on the question: the controller looks.
      adminRoute('POST', `${ADMIN_ROUTES.ask}/:question`, 'ask.ask', 'any'),
      ...usageRoutes,
      ...changesRoutes,
      ...scenariosRoutes,
      ...prioritiesRoutes,
      ...previewRoutes,
      ...transferRoutes,
      ...settingsRoutes,
    ],
  },
};
