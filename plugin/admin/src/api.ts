import { adminApi } from '@strapi/strapi/admin';
import type { DefinitionsAnswer, StatusAnswer } from '../../contracts/answers';
import type { Answered, Asked, Question } from '../../contracts/questions';
import { ADMIN_ROUTES } from '../../contracts/routes';

/** The plugin's own routes, through Strapi's query cache. */
export const api = adminApi.injectEndpoints({
  endpoints: (build) => ({
    tesseraStatus: build.query<StatusAnswer, void>({
      query: () => ({ url: ADMIN_ROUTES.status, method: 'GET' }),
      keepUnusedDataFor: 0,
    }),
    // A POST that only asks: what is asked can be long.
    tesseraAsk: build.query<Answered, Asked & { question: Question }>({
      query: ({ question, ...asked }) => ({
        url: `${ADMIN_ROUTES.ask}/${question}`,
        method: 'POST',
        data: asked,
      }),
      keepUnusedDataFor: 5,
    }),
    tesseraDefinitions: build.query<DefinitionsAnswer, void>({
      query: () => ({ url: ADMIN_ROUTES.definitions, method: 'GET' }),
      // Definitions are few; a form that is opened again should know the latest.
      keepUnusedDataFor: 5,
    }),
  }),
  overrideExisting: true,
});

export const { useTesseraStatusQuery, useTesseraDefinitionsQuery, useTesseraAskQuery } = api;

/** Why a query failed, in words. */
export function reasonOf(error: unknown): string {
  if (error && typeof error === 'object' && 'message' in error && typeof error.message === 'string') {
    return error.message;
  }
  return String(error);
}
