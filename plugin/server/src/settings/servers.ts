import type { Core } from '@strapi/strapi';
import { type ServerTarget, settingsOf } from '../config';
import { sealerOf } from './seal';
import { readStored } from './store';

/**
 * The fragment servers in force now, with their tokens: those of the settings page if it has any, else those
 * of `config/plugins` or the environment. Read anew each time: another Strapi on the same database may have
 * changed them. A token that does not open any more is as good as none.
 */
export async function serversOf(strapi: Core.Strapi): Promise<readonly ServerTarget[]> {
  const stored = await readStored(strapi);
  if (stored.length === 0) return settingsOf(strapi).servers;
  const sealer = sealerOf(strapi);
  return stored.map(({ url, sealed }) => ({
    url,
    token: sealed === null ? '' : (sealer.open(sealed, url) ?? ''),
  }));
}
