import { ADMIN_ROUTES } from '../../../contracts/routes';
import { type AdminRoute, adminRoute } from '../routes/admin-route';

export const usageRoutes: readonly AdminRoute[] = [
  adminRoute('GET', ADMIN_ROUTES.usage, 'usage.find', 'pick'),
  // A POST that only asks: the list of documents can be long. The controller looks who may delete or unpublish.
  adminRoute('POST', `${ADMIN_ROUTES.usage}/told`, 'usage.told', 'any'),
];
