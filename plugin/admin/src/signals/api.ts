import { UID } from '../../../contracts/ids';
import { api as tessera } from '../api';

/** The mark that the Content Manager puts on lists of entries in Strapi's query cache. */
const LIST = { type: 'Document', id: `${UID.signal}_LIST` } as const;

interface NewSignal {
  readonly data: Readonly<Record<string, unknown>>;
  /** Whether no other follows at once: only then are lists that show signals asked for again. */
  readonly last: boolean;
}

export const api = tessera.enhanceEndpoints({ addTagTypes: [LIST.type] }).injectEndpoints({
  endpoints: (build) => ({
    /** Makes a draft, as the Content Manager's form does, with its checks and the administrator's rights. */
    tesseraCreateSignal: build.mutation<unknown, NewSignal>({
      query: ({ data }) => ({
        url: `/content-manager/collection-types/${UID.signal}`,
        method: 'POST',
        data,
      }),
      invalidatesTags: (_result, _error, { last }) => (last ? [LIST] : []),
    }),
  }),
  overrideExisting: true,
});

export const { useTesseraCreateSignalMutation } = api;
