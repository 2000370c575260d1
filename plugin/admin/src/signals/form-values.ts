import { useForm } from '@strapi/strapi/admin';

export type SignalForm = Readonly<Record<string, unknown>>;

/** What stands in the form of the signal that is being edited. */
export const useSignalForm = (): SignalForm => useForm('TesseraSignal', ({ values }) => values as SignalForm);
