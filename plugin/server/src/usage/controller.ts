import type { Core } from '@strapi/strapi';

export const usageController = (_given: { strapi: Core.Strapi }) => ({});
