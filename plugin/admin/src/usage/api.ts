import { ADMIN_ROUTES } from '../../../contracts/routes';
import type { ToldAnswer, ToldQuestion, UsageAnswer } from '../../../contracts/usage';
import { api } from '../api';

const usageApi = api.injectEndpoints({
  endpoints: (build) => ({
    tesseraUsage: build.query<UsageAnswer, void>({
      query: () => ({ url: ADMIN_ROUTES.usage, method: 'GET' }),
      keepUnusedDataFor: 5,
    }),
    // Asked anew each time: whoever confirms must have been told how it is now.
    tesseraTold: build.query<ToldAnswer, ToldQuestion>({
      query: (data) => ({ url: `${ADMIN_ROUTES.usage}/told`, method: 'POST', data }),
      keepUnusedDataFor: 0,
    }),
  }),
  overrideExisting: true,
});

export const { useTesseraUsageQuery, useTesseraToldQuery, useLazyTesseraToldQuery } = usageApi;
