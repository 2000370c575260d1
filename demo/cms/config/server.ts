import type { Core } from '@strapi/strapi';

const config = ({ env }: Core.Config.Shared.ConfigParams): Core.Config.Server => ({
  host: env('HOST', '127.0.0.1'),
  port: env.int('PORT', 1337),
  app: { keys: env.array('APP_KEYS', []) },
  // The demo prints its own addresses; Strapi's banner and update notice would only bury them.
  logger: { updates: { enabled: false }, startup: { enabled: false } },
});

export default config;
