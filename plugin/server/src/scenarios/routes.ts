import { ADMIN_ROUTES } from '../../../contracts/routes';
import { type AdminRoute, adminRoute } from '../routes/admin-route';

const { scenarios } = ADMIN_ROUTES;

/** Whoever may edit rules may keep what they are tried with; whoever sees our pages may play them. */
export const scenariosRoutes: readonly AdminRoute[] = [
  adminRoute('GET', scenarios, 'scenarios.find', 'read'),
  adminRoute('POST', scenarios, 'scenarios.create', 'editSegments'),
  adminRoute('POST', `${scenarios}/run`, 'scenarios.run', 'read'),
  adminRoute('PUT', `${scenarios}/:id`, 'scenarios.update', 'editSegments'),
  adminRoute('DELETE', `${scenarios}/:id`, 'scenarios.delete', 'editSegments'),
];
