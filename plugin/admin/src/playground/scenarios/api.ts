import type { RunAnswer, Scenario } from '../../../../contracts/playground';
import { ADMIN_ROUTES } from '../../../../contracts/routes';
import { api } from '../../api';
import type { Catalog } from '../use-views';

const { scenarios } = ADMIN_ROUTES;
type Given = Omit<Scenario, 'id'>;

export const {
  useTesseraScenariosQuery,
  useTesseraSaveScenarioMutation,
  useTesseraRemoveScenarioMutation,
  useTesseraRunScenariosMutation,
} = api.injectEndpoints({
  endpoints: (build) => ({
    tesseraScenarios: build.query<readonly Scenario[], void>({
      query: () => ({ url: scenarios, method: 'GET' }),
      keepUnusedDataFor: 0,
    }),
    /** With an id: changes that one. */
    tesseraSaveScenario: build.mutation<Scenario, { id: string | null; given: Given }>({
      query: ({ id, given }) =>
        id === null
          ? { url: scenarios, method: 'POST', data: given }
          : { url: `${scenarios}/${encodeURIComponent(id)}`, method: 'PUT', data: given },
    }),
    tesseraRemoveScenario: build.mutation<void, string>({
      query: (id) => ({ url: `${scenarios}/${encodeURIComponent(id)}`, method: 'DELETE' }),
    }),
    tesseraRunScenarios: build.mutation<RunAnswer, Catalog>({
      query: (catalog) => ({ url: `${scenarios}/run`, method: 'POST', data: { catalog } }),
    }),
  }),
  overrideExisting: true,
});
