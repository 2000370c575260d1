import type { AdminRoute } from '../routes/admin-route';

export const prioritiesRoutes: readonly AdminRoute[] = [];
