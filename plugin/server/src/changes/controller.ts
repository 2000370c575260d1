import type { Core } from '@strapi/strapi';

export const changesController = (_given: { strapi: Core.Strapi }) => ({});
