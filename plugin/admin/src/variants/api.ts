import type { PrioritiesAnswer, PrioritiesBody, PrioritiesSaved } from '../../../contracts/priorities';
import { ADMIN_ROUTES } from '../../../contracts/routes';
import { api } from '../api';

const variantsApi = api.injectEndpoints({
  endpoints: (build) => ({
    tesseraPriorities: build.query<PrioritiesAnswer, void>({
      query: () => ({ url: ADMIN_ROUTES.priorities, method: 'GET' }),
      keepUnusedDataFor: 0,
    }),
    tesseraSavePriorities: build.mutation<PrioritiesSaved, PrioritiesBody>({
      query: (data) => ({ url: ADMIN_ROUTES.priorities, method: 'PUT', data }),
    }),
  }),
  overrideExisting: true,
});

export const { useTesseraPrioritiesQuery, useTesseraSavePrioritiesMutation } = variantsApi;
