import type { Core } from '@strapi/strapi';

export const prioritiesController = (_given: { strapi: Core.Strapi }) => ({});
