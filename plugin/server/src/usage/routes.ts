import type { AdminRoute } from '../routes/admin-route';

export const usageRoutes: readonly AdminRoute[] = [];
