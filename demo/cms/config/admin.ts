import type { Core } from '@strapi/strapi';

/** Where a variant of these slots is to be seen in the shop. */
const pageOf = (slots: readonly string[]): string =>
  slots.some((slot) => slot.startsWith('product_')) ? '/p/aero-13' : '/';

// Missing secrets stop Strapi's start with their name; scripts/prepare.mjs makes them.
const config = ({ env }: Core.Config.Shared.ConfigParams): Core.Config.Admin => ({
  auth: { secret: env('ADMIN_JWT_SECRET', '') },
  apiToken: { salt: env('API_TOKEN_SALT', '') },
  transfer: { token: { salt: env('TRANSFER_TOKEN_SALT', '') } },
  secrets: { encryptionKey: env('ENCRYPTION_KEY', '') },
  autoOpen: false,
  // "Open preview" beside a variant: the shop's page, as somebody is shown it who is meant by the variant.
  preview: {
    enabled: true,
    config: {
      handler: (uid: string, entry: { documentId?: string; locale?: string; status?: string }) =>
        strapi.plugin('tessera').service('preview').urlOfEntry(uid, entry, pageOf),
    },
  },
  flags: {
    nps: env.bool('FLAG_NPS', false),
    promoteEE: env.bool('FLAG_PROMOTE_EE', false),
    docLinks: env.bool('FLAG_DOC_LINKS', true),
  },
});

export default config;
