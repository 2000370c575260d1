// Writes demo/cms/.env with fresh secrets if there is none. They must stay the same afterwards: sessions,
// API tokens and encrypted fields in the database depend on them. Quick, and silent when nothing is missing.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
const file = path.join(root, '.env');

const secret = (bytes = 24) => randomBytes(bytes).toString('base64url');
const SECRETS = {
  APP_KEYS: () => `${secret()},${secret()}`,
  API_TOKEN_SALT: secret,
  ADMIN_JWT_SECRET: secret,
  TRANSFER_TOKEN_SALT: secret,
  ENCRYPTION_KEY: () => secret(32),
};
const SETTINGS = {
  STRAPI_TELEMETRY_DISABLED: () => 'true',
};

const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
const missing = Object.entries({ ...SECRETS, ...SETTINGS }).filter(
  ([name]) => !new RegExp(`^${name}=.+$`, 'm').test(before),
);
if (missing.length > 0) {
  const lines = missing.map(([name, make]) => `${name}=${make()}\n`).join('');
  const gap = before === '' || before.endsWith('\n') ? '' : '\n';
  writeFileSync(file, `${before}${gap}${lines}`, { mode: 0o600 });
  console.log(`demo/cms/.env: wrote ${missing.map(([name]) => name).join(', ')}`);
}
mkdirSync(path.join(root, '.tmp'), { recursive: true });
mkdirSync(path.join(root, 'public/uploads'), { recursive: true });
