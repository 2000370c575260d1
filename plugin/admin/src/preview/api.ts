import type { PreviewBody, PreviewLink } from '../../../contracts/preview';
import type { Answered } from '../../../contracts/questions';
import { ADMIN_ROUTES } from '../../../contracts/routes';
import { api } from '../api';

interface Locale {
  readonly code: string;
  readonly name: string;
}

const previewApi = api.injectEndpoints({
  endpoints: (build) => ({
    // A POST that only asks: each answer is a new link.
    tesseraPreview: build.query<Answered<PreviewLink>, PreviewBody>({
      query: (body) => ({ url: ADMIN_ROUTES.preview, method: 'POST', data: body }),
      keepUnusedDataFor: 0,
    }),
    // i18n's own list.
    tesseraLocales: build.query<readonly Locale[], void>({
      query: () => ({ url: '/i18n/locales', method: 'GET' }),
      keepUnusedDataFor: 60,
    }),
  }),
  overrideExisting: true,
});

export const { useTesseraPreviewQuery, useTesseraLocalesQuery } = previewApi;
