import type { Core } from '@strapi/strapi';

export const settingsController = (_given: { strapi: Core.Strapi }) => ({});
