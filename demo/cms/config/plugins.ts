import type { Core } from '@strapi/strapi';

/**
 * Without TESSERA_SERVER_URL nothing is pushed, and the Tessera page says so. Spelled out here, although
 * the plugin would read the same variables by itself, to show where servers are configured.
 */
const config = ({ env }: Core.Config.Shared.ConfigParams): Core.Config.Plugin => ({
  tessera: {
    enabled: true,
    config: {
      servers: env('TESSERA_SERVER_URL')
        ? [{ url: env('TESSERA_SERVER_URL'), token: env('TESSERA_ADMIN_TOKEN', '') }]
        : [],
      timezone: env('TESSERA_TIMEZONE', 'UTC'),
    },
  },
});

export default config;
