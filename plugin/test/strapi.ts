import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Core } from '@strapi/strapi';
import supertest from 'supertest';
import { databaseConfig } from './database';

/** The smallest Strapi app that holds our plugin. Its files are JavaScript, so nothing has to be built first. */
const APP_FILES = (database: string, tessera: object): Record<string, string> => ({
  'package.json': JSON.stringify({ name: 'tessera-test-app', version: '0.0.0', strapi: { uuid: 'test' } }),
  'config/server.js': `module.exports = { host: '127.0.0.1', port: 0, app: { keys: ['test-key'] },
    logger: { updates: { enabled: false }, startup: { enabled: false }, config: { level: 'error' } } };`,
  'config/admin.js': `module.exports = { auth: { secret: 'test-secret' }, apiToken: { salt: 'test-salt' },
    transfer: { token: { salt: 'test-salt' } }, secrets: { encryptionKey: 'test-encryption-key-of-32-bytes!' },
    flags: { nps: false, promoteEE: false } };`,
  'config/database.js': database,
  'config/middlewares.js': `module.exports = ['errors', 'security', 'cors', 'query', 'body', 'session', 'favicon', 'public']
    .map((name) => 'strapi::' + name);`,
  'config/plugins.js': `module.exports = { tessera: { enabled: true,
    resolve: ${JSON.stringify(path.join(__dirname, 'source-plugin'))}, config: ${JSON.stringify(tessera)} } };`,
});

export interface Permission {
  readonly action: string;
  /** The content type it is about, if any. */
  readonly subject?: string;
}

export interface TestStrapi {
  readonly strapi: Core.Strapi;
  readonly http: ReturnType<typeof supertest>;
  /** A content API token of this type; `custom` ones may do `actions`. */
  token(type: 'read-only' | 'custom' | 'full-access', actions?: readonly string[]): Promise<string>;
  /**
   * Signs a new admin user in and gives the access token: a super admin, or one whose role has only these
   * actions (on `subject`, if they are about a content type).
   */
  signIn(name: string, actions?: readonly string[], subject?: string): Promise<string>;
  /** Signs a new admin user in whose role has exactly these permissions. */
  signInWith(name: string, permissions: readonly Permission[]): Promise<string>;
  /** Stops Strapi; the same folder can be started again. */
  stop(): Promise<void>;
}

/** A new folder for one app and its database. */
export function newAppFolder(): { readonly folder: string; remove(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'tessera-strapi-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Starts a real Strapi on SQLite (or see database.ts) in `folder`, with our plugin configured by `tessera`. Takes about 2 s. */
export async function startStrapi(folder: string, tessera: object = { servers: [] }): Promise<TestStrapi> {
  process.env.STRAPI_TELEMETRY_DISABLED = 'true';
  for (const [name, text] of Object.entries(APP_FILES(await databaseConfig(folder), tessera))) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  mkdirSync(path.join(folder, 'public/uploads'), { recursive: true });

  const { createStrapi } = require('@strapi/strapi') as typeof import('@strapi/strapi');
  const strapi = createStrapi({ appDir: folder, distDir: folder, serveAdminPanel: false });
  try {
    await strapi.load();
    strapi.server.mount();
  } catch (error) {
    // Else the open database keeps Jest alive after the failure.
    await strapi.destroy();
    throw error;
  }

  const http = supertest(strapi.server.httpServer);
  let made = 0;
  async function signInWith(name: string, permissions: readonly Permission[]): Promise<string> {
    made += 1;
    const email = `${name}-${made}@example.test`;
    const password = 'Password-1';
    const roles = strapi.service('admin::role');
    const role =
      name === 'super'
        ? await roles.getSuperAdmin()
        : await roles.create({ name: email, description: 'test' });
    if (permissions.length > 0) {
      await roles.assignPermissions(
        role.id,
        permissions.map(({ action, subject = null }) => ({
          action,
          subject,
          properties: {},
          conditions: [],
        })),
      );
    }
    await strapi.service('admin::user').create({
      email,
      password,
      firstname: name,
      lastname: 'Test',
      registrationToken: null,
      isActive: true,
      roles: [role.id],
    });
    const answer = await http.post('/admin/login').send({ email, password });
    if (answer.status !== 200) throw new Error(`signing in as ${name} was answered ${answer.status}`);
    return answer.body.data.token;
  }

  return {
    strapi,
    http,
    async token(type, actions) {
      made += 1;
      const created = await strapi.service('admin::api-token-content-api').create({
        name: `test ${Date.now()} ${made}`,
        type,
        lifespan: null,
        ...(actions ? { permissions: [...actions] } : {}),
      });
      return created.accessKey;
    },
    signIn: (name, actions = [], subject) =>
      signInWith(
        name,
        actions.map((action) => (subject ? { action, subject } : { action })),
      ),
    signInWith,
    async stop() {
      await strapi.destroy();
    },
  };
}
