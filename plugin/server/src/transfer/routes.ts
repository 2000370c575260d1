import type { AdminRoute } from '../routes/admin-route';

export const transferRoutes: readonly AdminRoute[] = [];
