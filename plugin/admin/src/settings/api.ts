import { ADMIN_ROUTES } from '../../../contracts/routes';
import type {
  GivenServer,
  GivenSettings,
  PurgesAnswer,
  SettingsAnswer,
  TestAnswer,
} from '../../../contracts/settings';
import { api } from '../api';

const settingsApi = api.injectEndpoints({
  endpoints: (build) => ({
    tesseraSettings: build.query<SettingsAnswer, void>({
      query: () => ({ url: ADMIN_ROUTES.settings, method: 'GET' }),
      keepUnusedDataFor: 0,
    }),
    tesseraSaveSettings: build.mutation<SettingsAnswer, GivenSettings>({
      query: (data) => ({ url: ADMIN_ROUTES.settings, method: 'PUT', data }),
    }),
    tesseraTestServer: build.mutation<TestAnswer, GivenServer>({
      query: (data) => ({ url: `${ADMIN_ROUTES.settings}/test`, method: 'POST', data }),
    }),
    tesseraPurges: build.query<PurgesAnswer, void>({
      query: () => ({ url: `${ADMIN_ROUTES.settings}/purges`, method: 'GET' }),
      keepUnusedDataFor: 0,
    }),
  }),
  overrideExisting: true,
});

export const {
  useTesseraSettingsQuery,
  useTesseraSaveSettingsMutation,
  useTesseraTestServerMutation,
  useTesseraPurgesQuery,
} = settingsApi;
