import type { AdminRoute } from '../routes/admin-route';

export const settingsRoutes: readonly AdminRoute[] = [];
