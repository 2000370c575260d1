import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Core } from '@strapi/strapi';

/** Seals texts for the database. */
export interface Sealer {
  readonly canSeal: boolean;
  /** `owner`: what the text belongs to. A sealed text that is moved to another owner does not open. */
  seal(text: string, owner: string): string;
  /** The text, or null if it was sealed with a secret that is gone, for another owner, or not by us. */
  open(sealed: string, owner: string): string | null;
}

const FORM = 'v1';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM. Seals with the first secret and opens with any, so that secrets can be rotated. */
export function createSealer(secrets: readonly string[]): Sealer {
  const keys = secrets.map((secret) =>
    Buffer.from(hkdfSync('sha256', secret, '', 'tessera: tokens of fragment servers', 32)),
  );
  return {
    canSeal: keys.length > 0,

    seal(text, owner) {
      const [key] = keys;
      if (!key) throw new Error('Strapi has no secret (admin.secrets.encryptionKey) to seal a token with');
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(owner));
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return `${FORM}:${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')}`;
    },

    open(sealed, owner) {
      const [form, coded = ''] = sealed.split(':');
      const bytes = Buffer.from(coded, 'base64url');
      if (form !== FORM || bytes.length < NONCE_BYTES + TAG_BYTES) return null;
      for (const key of keys) {
        const text = opened(key, bytes, owner);
        if (text !== null) return text;
      }
      return null;
    },
  };
}

function opened(key: Buffer, bytes: Buffer, owner: string): string | null {
  const body = NONCE_BYTES + TAG_BYTES;
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES))
    .setAAD(Buffer.from(owner))
    .setAuthTag(bytes.subarray(NONCE_BYTES, body));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(body)), decipher.final()]).toString('utf8');
  } catch {
    return null; // Not our key, or not our owner.
  }
}

/** Strapi's own key for what it encrypts; where an app has none, the keys it signs cookies with. */
export function sealerOf(strapi: Core.Strapi): Sealer {
  const own: unknown = strapi.config.get('admin.secrets.encryptionKey');
  const cookies: unknown = strapi.config.get('server.app.keys');
  const all = [own, ...(Array.isArray(cookies) ? cookies : [])];
  return createSealer(all.filter((secret): secret is string => typeof secret === 'string' && secret !== ''));
}
