import { adminApi } from '@strapi/strapi/admin';
import type { DefinitionsAnswer, StatusAnswer } from '../../contracts/answers';
import { ADMIN_ROUTES } from '../../contracts/routes';

/** The plugin's own routes, through Strapi's query cache. */
const api = adminApi.injectEndpoints({
  endpoints: (build) => ({
    tesseraStatus: build.query<StatusAnswer, void>({
      query: () => ({ url: ADMIN_ROUTES.status, method: 'GET' }),
      keepUnusedDataFor: 0,
    }),
    tesseraDefinitions: build.query<DefinitionsAnswer, void>({
      query: () => ({ url: ADMIN_ROUTES.definitions, method: 'GET' }),
      // Definitions are few; a form that is opened again should know the latest.
      keepUnusedDataFor: 5,
    }),
  }),
  overrideExisting: true,
});

export const { useTesseraStatusQuery, useTesseraDefinitionsQuery } = api;

/** Why a query failed, in words. */
export function reasonOf(error: unknown): string {
  if (error && typeof error === 'object' && 'message' in error && typeof error.message === 'string') {
    return error.message;
  }
  return String(error);
}
