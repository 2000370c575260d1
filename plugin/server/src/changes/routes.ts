import { ADMIN_ROUTES } from '../../../contracts/routes';
import { type AdminRoute, adminRoute } from '../routes/admin-route';

export const changesRoutes: readonly AdminRoute[] = [
  adminRoute('GET', ADMIN_ROUTES.changes, 'changes.find', 'read'),
];
