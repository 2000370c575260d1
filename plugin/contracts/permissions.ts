/** What an admin role may be given. Checked on the server for every route; the admin panel only hides. */
export const PERMISSIONS = {
  /** See the Tessera page and the names of all definitions in pickers. */
  read: 'plugin::tessera.read',
} as const;

/** The action an API token needs to fetch the catalog. Its name ends in `find`, so read-only tokens have it. */
export const CATALOG_ACTION = 'plugin::tessera.catalog.find';
