import { ADMIN_ROUTES } from '../../../contracts/routes';
import { type AdminRoute, adminRoute } from '../routes/admin-route';

export const prioritiesRoutes: readonly AdminRoute[] = [
  adminRoute('GET', ADMIN_ROUTES.priorities, 'priorities.find', 'readVariants'),
  // Publishing asks for more: the controller looks.
  adminRoute('PUT', ADMIN_ROUTES.priorities, 'priorities.save', 'editVariants'),
];
