import type { Core } from '@strapi/strapi';

export const scenariosController = (_given: { strapi: Core.Strapi }) => ({});
