import type { Core } from '@strapi/strapi';

export const transferController = (_given: { strapi: Core.Strapi }) => ({});
