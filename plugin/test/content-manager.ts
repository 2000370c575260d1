import { UID } from '../contracts/ids';
import type { TestStrapi } from './strapi';

type Body = Record<string, unknown>;

/** A variant being edited through the Content Manager's HTTP API, with the requests its panel sends. */
export function contentManagerOf(cms: TestStrapi, token: string) {
  const BASE = `/content-manager/collection-types/${UID.variant}`;

  async function send(
    method: 'post' | 'put' | 'delete',
    path: string,
    locale: string | null,
    body: Body = {},
  ) {
    const query = locale === null ? '' : `?locale=${locale}`;
    const answer = await cms.http[method](`${BASE}${path}${query}`)
      .set('Authorization', `Bearer ${token}`)
      .send(body);
    return { status: answer.status, body: answer.body as Body };
  }

  const wellDone = async (sent: ReturnType<typeof send>): Promise<Body> => {
    const { status, body } = await sent;
    if (status >= 300) throw new Error(`answered ${status}: ${JSON.stringify(body)}`);
    return (body.data ?? body) as Body;
  };

  return {
    /** As a click on "save" of a new entry; gives its documentId. */
    create: async (locale: string, data: Body): Promise<string> =>
      String((await wellDone(send('post', '', locale, data))).documentId),
    update: (documentId: string, locale: string, data: Body) =>
      wellDone(send('put', `/${documentId}`, locale, data)),
    /** As a click on "publish": saves what the form holds and publishes it. */
    publish: (documentId: string, locale: string, data: Body = {}) =>
      wellDone(send('post', `/${documentId}/actions/publish`, locale, data)),
    unpublish: (documentId: string, locale: string, discardDraft = false) =>
      wellDone(send('post', `/${documentId}/actions/unpublish`, locale, { discardDraft })),
    discard: (documentId: string, locale: string) =>
      wellDone(send('post', `/${documentId}/actions/discard`, locale)),
    delete: (documentId: string, locale: string) => wellDone(send('delete', `/${documentId}`, locale)),
    clone: async (documentId: string, locale: string, data: Body): Promise<string> =>
      String((await wellDone(send('post', `/clone/${documentId}`, locale, data))).documentId),
    bulk: (
      action: 'bulkPublish' | 'bulkUnpublish' | 'bulkDelete',
      documentIds: readonly string[],
      locale: string,
    ) => wellDone(send('post', `/actions/${action}`, locale, { documentIds, locale })),
  };
}
