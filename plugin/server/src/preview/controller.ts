import type { Core } from '@strapi/strapi';

export const previewController = (_given: { strapi: Core.Strapi }) => ({});
