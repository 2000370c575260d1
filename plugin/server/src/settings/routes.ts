import { ADMIN_ROUTES } from '../../../contracts/routes';
import { type AdminRoute, adminRoute } from '../routes/admin-route';

const { settings } = ADMIN_ROUTES;

export const settingsRoutes: readonly AdminRoute[] = [
  adminRoute('GET', settings, 'settings.find', 'settings'),
  adminRoute('PUT', settings, 'settings.save', 'settings'),
  adminRoute('POST', `${settings}/test`, 'settings.test', 'settings'),
  adminRoute('GET', `${settings}/purges`, 'settings.purges', 'settings'),
];
