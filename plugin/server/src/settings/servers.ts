import type { Core } from '@strapi/strapi';
import { type ServerTarget, settingsOf } from '../config';

/** The fragment servers in force now, with their tokens. */
export const serversOf = async (strapi: Core.Strapi): Promise<readonly ServerTarget[]> =>
  settingsOf(strapi).servers;
