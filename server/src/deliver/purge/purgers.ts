import { akamaiPurger } from './akamai-purger.js';
import { cloudflarePurger } from './cloudflare-purger.js';
import { cloudFrontPurger } from './cloudfront-purger.js';
import { edgePurger } from './edge-purger.js';
import { fastlyPurger } from './fastly-purger.js';
import type { PurgeSetting } from './purge-settings.js';
import type { TagPurger } from './purge-target.js';

/** What purges the CDN that a setting names. */
export function purgerOf(setting: PurgeSetting): TagPurger {
  switch (setting.kind) {
    case 'edge':
    case 'varnish':
      return edgePurger(setting);
    case 'fastly':
      return fastlyPurger(setting);
    case 'cloudflare':
      return cloudflarePurger(setting);
    case 'akamai':
      return akamaiPurger(setting);
    case 'cloudfront':
      return cloudFrontPurger(setting);
  }
}
