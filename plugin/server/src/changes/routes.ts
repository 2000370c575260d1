import type { AdminRoute } from '../routes/admin-route';

export const changesRoutes: readonly AdminRoute[] = [];
