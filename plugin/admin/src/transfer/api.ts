import { ADMIN_ROUTES } from '../../../contracts/routes';
import type { ExportAnswer, ImportState, PlanAnswer } from '../../../contracts/transfer';
import { api } from '../api';

const { transfer } = ADMIN_ROUTES;

/** What is to be imported. `remove`: also delete what the file lacks. */
export interface Chosen {
  readonly file: File;
  readonly remove: boolean;
}

/** A form, because a file may be larger than what Strapi takes as JSON. */
function formOf({ file, remove, hash }: Chosen & { hash?: string }): FormData {
  const form = new FormData();
  form.append('remove', String(remove));
  if (hash !== undefined) form.append('hash', hash);
  form.append('files', file, file.name);
  return form;
}

export const {
  useTesseraExportMutation,
  useTesseraPlanMutation,
  useTesseraApplyMutation,
  useTesseraImportQuery,
} = api.injectEndpoints({
  endpoints: (build) => ({
    // Not a query: nothing should be kept, and every click asks anew.
    tesseraExport: build.mutation<ExportAnswer, void>({
      query: () => ({ url: `${transfer}/export`, method: 'GET' }),
    }),
    tesseraPlan: build.mutation<PlanAnswer, Chosen>({
      query: (chosen) => ({ url: `${transfer}/plan`, method: 'POST', data: formOf(chosen) }),
    }),
    tesseraApply: build.mutation<ImportState, Chosen & { hash: string }>({
      query: (chosen) => ({ url: `${transfer}/apply`, method: 'POST', data: formOf(chosen) }),
    }),
    tesseraImport: build.query<ImportState, void>({
      query: () => ({ url: `${transfer}/apply`, method: 'GET' }),
      keepUnusedDataFor: 0,
    }),
  }),
  overrideExisting: true,
});
