import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Core } from '@strapi/strapi';

/** The one known log-in of the whole project; it exists only where the demo has been seeded. */
export const DEMO_EDITOR = { email: 'editor@demo.tessera.test', password: 'Tessera-demo-1' };

const TOKEN_NAME = 'Fragment server (demo)';
const ACTIONS = ['plugin::tessera.catalog.find', 'plugin::tessera.drafts.find'];

/** Makes the demo's editor, unless there is one (who may have changed the password). */
export async function ensureEditor(strapi: Core.Strapi): Promise<void> {
  const users = strapi.service('admin::user');
  if (await users.findOneByEmail(DEMO_EDITOR.email)) return;
  const role = await strapi.service('admin::role').getSuperAdmin();
  await users.create({
    ...DEMO_EDITOR,
    firstname: 'Demo',
    lastname: 'Editor',
    registrationToken: null,
    isActive: true,
    roles: [role.id],
  });
}

/** Where the fragment server of the demo finds its token: TESSERA_CATALOG_TOKEN_FILE, or `.tmp/catalog-token`. */
export const tokenFile = (strapi: Core.Strapi): string =>
  path.resolve(strapi.dirs.app.root, process.env.TESSERA_CATALOG_TOKEN_FILE ?? '.tmp/catalog-token');

/** Leaves a token in the file that may fetch catalog and drafts and nothing else; makes a new one if it is lost. */
export async function ensureCatalogToken(strapi: Core.Strapi): Promise<void> {
  const file = tokenFile(strapi);
  const tokens = strapi.service('admin::api-token-content-api');
  const known = existsSync(file) ? (await readFile(file, 'utf8')).trim() : '';
  const found = known ? await tokens.getByAccessKey(tokens.hash(known)) : null;
  // One of an older demo may not fetch drafts yet.
  if (found && ACTIONS.every((action) => found.permissions?.includes(action))) return;

  const old = await tokens.getByName(TOKEN_NAME);
  if (old) await tokens.revoke(old.id);
  const { accessKey } = await tokens.create({
    name: TOKEN_NAME,
    description: 'Lets the demo’s fragment server fetch the catalog.',
    type: 'custom',
    permissions: ACTIONS,
    lifespan: null,
  });
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `${accessKey}\n`, { mode: 0o600 });
  // The mode above counts only for a new file.
  await chmod(file, 0o600);
}
