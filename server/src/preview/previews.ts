import type { Settings } from '../settings.js';
import { type Sealer, sealerOf } from './seal.js';
import { Site } from './site.js';

/** What previews are made from; there are none without an admin token and an address of the pages. */
export interface Previews {
  readonly sealer: Sealer;
  readonly site: Site;
  /** Origins that may always frame a preview: Strapi's. */
  readonly frames: readonly string[];
}

export function previewsOf({
  adminToken,
  pages,
  catalog,
}: Pick<Settings, 'adminToken' | 'pages' | 'catalog'>): Previews | null {
  if (adminToken === null || pages === null) return null;
  return {
    sealer: sealerOf(adminToken),
    site: new Site(pages.origin),
    frames: catalog instanceof URL ? [catalog.origin] : [],
  };
}
