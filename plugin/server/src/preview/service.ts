import type { Core } from '@strapi/strapi';
import { UID } from '../../../contracts/ids';
import type { PreviewAs, PreviewBody, PreviewLink } from '../../../contracts/preview';
import type { Answered } from '../../../contracts/questions';
import { segmentsAsked } from '../../../contracts/segments-asked';
import { askAny } from '../ask/service';
import { browserUrl } from './browser-url';

export interface PreviewService {
  /** Asks a fragment server for a link; the page may be framed by `frame`, an origin, beside Strapi's own. */
  link(body: PreviewBody, frame: string | null): Promise<Answered<PreviewLink>>;
  /**
   * For the `preview` of an app's `config/admin`: a link to a page for somebody who is shown this entry, by its `status`, as
   * far as its segments say; undefined if the entry is no variant, or there is no link.
   */
  urlOfEntry(
    uid: string,
    entry: { readonly documentId?: string; readonly locale?: string; readonly status?: string },
    pageOf: (slots: readonly string[]) => string,
  ): Promise<string | undefined>;
}

export const previewService = ({ strapi }: { strapi: Core.Strapi }): PreviewService => {
  const link: PreviewService['link'] = async ({ page, as }, frame) => {
    const body = { page, as, ...(frame === null ? {} : { frame }) };
    const told = await askAny(strapi, { method: 'POST', path: '/admin/preview' }, { body });
    if (told.kind !== 'ok') return told;
    const answer = linkIn(told.answer);
    if (answer) return { ...told, answer };
    return { kind: 'unexpected', server: told.server, detail: 'its answer is no link' };
  };

  return {
    link,

    async urlOfEntry(uid, { documentId, locale, status }, pageOf) {
      if (uid !== UID.variant || !documentId) return undefined;
      const isPublished = status === 'published';
      const rows = await strapi.db.query(UID.variant).findMany({
        where: { documentId, publishedAt: isPublished ? { $notNull: true } : { $null: true } },
      });
      const [main] = rows;
      if (!main) return undefined;
      const slots: unknown[] = Array.isArray(main.slots) ? main.slots : [];
      const page = pageOf(slots.filter((slot) => typeof slot === 'string'));
      const as: PreviewAs = {
        segments: segmentsAsked(main.targeting),
        catalog: isPublished ? 'published' : 'drafts',
        ...(locale ? { locale } : {}),
      };
      const told = await link({ page, as }, adminOrigin(strapi));
      return told.kind === 'ok' ? told.answer.url : undefined;
    },
  };
};

function linkIn(json: unknown): PreviewLink | null {
  const { url, until, from } = (json ?? {}) as Record<string, unknown>;
  if (typeof url !== 'string' || !URL.canParse(url) || typeof until !== 'number') return null;
  return {
    url: browserUrl(url, process.env.TESSERA_PREVIEW_URL),
    until,
    from: from === 'published' ? 'published' : 'drafts',
  };
}

function adminOrigin(strapi: Core.Strapi): string | null {
  const url: unknown = strapi.config.get('admin.absoluteUrl');
  return typeof url === 'string' && URL.canParse(url) ? new URL(url).origin : null;
}
