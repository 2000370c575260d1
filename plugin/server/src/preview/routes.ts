import { ADMIN_ROUTES } from '../../../contracts/routes';
import { type AdminRoute, adminRoute } from '../routes/admin-route';

export const previewRoutes: readonly AdminRoute[] = [
  adminRoute('POST', ADMIN_ROUTES.preview, 'preview.link', 'preview'),
];
