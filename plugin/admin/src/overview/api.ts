import type { ChangesAnswer } from '../../../contracts/changes';
import { ADMIN_ROUTES } from '../../../contracts/routes';
import { api } from '../api';

const overviewApi = api.injectEndpoints({
  endpoints: (build) => ({
    tesseraChanges: build.query<ChangesAnswer, void>({
      query: () => ({ url: ADMIN_ROUTES.changes, method: 'GET' }),
      keepUnusedDataFor: 5,
    }),
  }),
  overrideExisting: true,
});

export const { useTesseraChangesQuery } = overviewApi;
