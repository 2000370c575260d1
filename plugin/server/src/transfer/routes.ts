import { ADMIN_ROUTES } from '../../../contracts/routes';
import { type AdminRoute, adminRoute } from '../routes/admin-route';

const { transfer } = ADMIN_ROUTES;

export const transferRoutes: readonly AdminRoute[] = [
  adminRoute('GET', `${transfer}/export`, 'transfer.export', 'export'),
  adminRoute('POST', `${transfer}/plan`, 'transfer.plan', 'import'),
  adminRoute('POST', `${transfer}/apply`, 'transfer.apply', 'import'),
  adminRoute('GET', `${transfer}/apply`, 'transfer.state', 'import'),
];
