/** Paths of the plugin's own routes, as the admin panel's fetch client wants them. */
export const ADMIN_ROUTES = {
  status: '/tessera/status',
  definitions: '/tessera/definitions',
  ask: '/tessera/ask',
  usage: '/tessera/usage',
  changes: '/tessera/changes',
  scenarios: '/tessera/scenarios',
  priorities: '/tessera/priorities',
  preview: '/tessera/preview',
  transfer: '/tessera/transfer',
  settings: '/tessera/settings',
} as const;

/** Where a fragment server fetches the catalog (with the default API prefix). */
export const CATALOG_PATH = '/api/tessera/catalog';

/** Where it fetches the drafts, to let editors preview them. */
export const DRAFTS_PATH = `${CATALOG_PATH}/drafts`;
