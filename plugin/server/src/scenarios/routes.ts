import type { AdminRoute } from '../routes/admin-route';

export const scenariosRoutes: readonly AdminRoute[] = [];
