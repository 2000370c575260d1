import type { StrapiApp } from '@strapi/strapi/admin';
import { PLUGIN_ID } from '../../contracts/ids';
import { PERMISSIONS } from '../../contracts/permissions';
import { registerInputs } from './inputs/register';
import { PluginIcon } from './PluginIcon';
import { translateHints } from './text/field-hints';
import { message } from './text/text';
import { loadTranslations } from './text/translations';

/** The plugin as Strapi's admin panel loads it. */
const plugin: StrapiApp['appPlugins'][string] = {
  register(app) {
    app.registerPlugin({ id: PLUGIN_ID, name: PLUGIN_ID });
    app.addMenuLink({
      to: `plugins/${PLUGIN_ID}`,
      icon: PluginIcon,
      intlLabel: message('plugin.name'),
      permissions: [{ action: PERMISSIONS.read, subject: null }],
      Component: () => import('./overview/OverviewPage'),
    });
    registerInputs(app);
  },

  bootstrap(app) {
    app.registerHook('Admin/CM/pages/EditView/mutate-edit-view-layout', translateHints);
  },

  registerTrads: ({ locales }) => loadTranslations(locales),
};

export default plugin;
