import type { Core } from '@strapi/strapi';
import { seedDemo } from './seed/run';

export default {
  async bootstrap({ strapi }: { strapi: Core.Strapi }) {
    if (process.env.TESSERA_DEMO === '1') await seedDemo(strapi);
  },
};
