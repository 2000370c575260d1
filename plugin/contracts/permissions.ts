import { KINDS, type Kind, UID } from './ids';

/** What an admin role may be given in Strapi's section for plugins. */
export const PERMISSIONS = {
  /** See the Tessera pages, live figures and the names of all definitions in pickers. */
  read: 'plugin::tessera.read',
  /** Preview the site as somebody else, drafts included. */
  preview: 'plugin::tessera.preview',
  /** See and change servers and their tokens, look at purges. */
  settings: 'plugin::tessera.settings',
} as const;

/** Actions of Strapi's Content Manager, which every role is given per content type. */
export const CONTENT = {
  create: 'plugin::content-manager.explorer.create',
  read: 'plugin::content-manager.explorer.read',
  update: 'plugin::content-manager.explorer.update',
  delete: 'plugin::content-manager.explorer.delete',
  publish: 'plugin::content-manager.explorer.publish',
} as const;

/** Asks Strapi's ability of the signed-in user, on either side. */
export type Can = (action: string, subject?: string) => boolean;

const some = (can: Can, actions: readonly string[], kinds: readonly Kind[] = KINDS): boolean =>
  kinds.some((kind) => actions.some((action) => can(action, UID[kind])));
const every = (can: Can, actions: readonly string[], kinds: readonly Kind[] = KINDS): boolean =>
  kinds.every((kind) => actions.every((action) => can(action, UID[kind])));

/**
 * What each area of the plugin asks for, checked on the server for every route; the admin panel only hides.
 * Who may edit or publish segments, variants and so on is said by the Content Manager's own rights.
 */
export const RIGHTS = {
  /** Any of the others: the rest is looked at with the request. */
  any: (can: Can) => Object.values(PERMISSIONS).some((action) => can(action)) || some(can, [CONTENT.read]),
  read: (can: Can) => can(PERMISSIONS.read),
  preview: (can: Can) => can(PERMISSIONS.preview),
  settings: (can: Can) => can(PERMISSIONS.settings),
  /** Pickers need the names of all definitions: whoever reads our pages or edits any of our entries gets them. */
  pick: (can: Can) => can(PERMISSIONS.read) || some(can, [CONTENT.create, CONTENT.update]),
  /** Live figures beside an entry: whoever reads our pages, or may read the entry's kind. */
  readSegments: (can: Can) => can(PERMISSIONS.read) || some(can, [CONTENT.read], ['segment', 'signal']),
  readVariants: (can: Can) => can(PERMISSIONS.read) || some(can, [CONTENT.read], ['variant', 'slot']),
  editSegments: (can: Can) => some(can, [CONTENT.create, CONTENT.update], ['segment', 'signal']),
  editVariants: (can: Can) => every(can, [CONTENT.update], ['variant']),
  publishVariants: (can: Can) => every(can, [CONTENT.update, CONTENT.publish], ['variant']),
  export: (can: Can) => every(can, [CONTENT.read]),
  import: (can: Can) => every(can, [CONTENT.create, CONTENT.update, CONTENT.publish]),
} as const;
export type Right = keyof typeof RIGHTS;

/** The action an API token needs to fetch the catalog. Its name ends in `find`, so read-only tokens have it. */
export const CATALOG_ACTION = 'plugin::tessera.catalog.find';

/** The same for the drafts that editors preview; a token without it gives no previews of drafts. */
export const DRAFTS_ACTION = 'plugin::tessera.drafts.find';
