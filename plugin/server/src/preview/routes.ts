import type { AdminRoute } from '../routes/admin-route';

export const previewRoutes: readonly AdminRoute[] = [];
