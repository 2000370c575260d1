import type { IncomingMessage } from 'node:http';
import { readJsonObject } from '../http/body.js';
import { type Handler, sendJson } from '../http/exchange.js';
import { Problem, wrongShape } from '../http/problems.js';
import type { ServerParts } from '../server-parts.js';
import { makeLink } from './links.js';

const FIELDS: readonly string[] = ['page', 'as', 'frame'];

/**
 * POST /admin/preview: `{ page?, as?, frame? }` → `{ url, path, until, from }`, a link that shows the page with the
 * fragments that viewer is shown by the drafts, for a quarter of an hour. `url` is on the host that was asked;
 * `from`: by which catalog that is. The page may be shown in a frame of Strapi's and of `frame`.
 */
export function linkHandler({ previews, drafts, personaliser }: ServerParts): Handler {
  return async (req, res) => {
    const body = await readJsonObject(req, ['application/json']);
    for (const field of Object.keys(body))
      if (!FIELDS.includes(field))
        throw wrongShape(field, body[field], `nothing: the fields are ${FIELDS.join(', ')}`);
    if (!previews)
      throw new Problem(
        'no_pages',
        'set TESSERA_PAGES to the origin of the site’s pages, e.g. http://shop:8080',
      );
    const { path, until, catalog } = makeLink(previews.sealer, body, personaliser.clock());
    sendJson(res, 200, {
      url: `${baseOf(req)}${path}`,
      path,
      until,
      from: catalog === 'drafts' ? drafts.from : catalog,
    });
  };
}

function baseOf({ headers, socket }: IncomingMessage): string {
  const encrypted = 'encrypted' in socket || headers['x-forwarded-proto'] === 'https';
  return `${encrypted ? 'https' : 'http'}://${headers.host ?? 'localhost'}`;
}
