import { User } from '@strapi/icons';
import type { StrapiApp } from '@strapi/strapi/admin';
import { PLUGIN_ID } from '../../contracts/ids';
import { PERMISSIONS } from '../../contracts/permissions';
import { extendContentManager } from './app/content-manager';
import { registerInputs } from './inputs/register';
import { PluginIcon } from './PluginIcon';
import { translateHints } from './text/field-hints';
import { message } from './text/text';
import { loadTranslations } from './text/translations';

const toAnyOf = (...actions: readonly string[]) => actions.map((action) => ({ action, subject: null }));

/** The plugin as Strapi's admin panel loads it. */
const plugin: StrapiApp['appPlugins'][string] = {
  register(app) {
    app.registerPlugin({ id: PLUGIN_ID, name: PLUGIN_ID });
    app.addMenuLink({
      to: `plugins/${PLUGIN_ID}`,
      icon: PluginIcon,
      intlLabel: message('plugin.name'),
      permissions: toAnyOf(PERMISSIONS.read, PERMISSIONS.preview),
      Component: () => import('./app/App'),
    });
    app.createSettingSection({ id: PLUGIN_ID, intlLabel: message('plugin.name') }, [
      {
        id: `${PLUGIN_ID}.settings`,
        to: `${PLUGIN_ID}`,
        intlLabel: message('settings.link'),
        permissions: toAnyOf(PERMISSIONS.settings),
        Component: () => import('./settings/SettingsPage'),
      },
    ]);
    app.widgets.register({
      icon: User,
      title: message('home.widget'),
      component: () => import('./home/HomeWidget').then(({ default: Widget }) => Widget),
      pluginId: PLUGIN_ID,
      id: 'visitors-now',
      permissions: toAnyOf(PERMISSIONS.read),
    });
    registerInputs(app);
  },

  bootstrap(app) {
    extendContentManager(app);
    app.registerHook('Admin/CM/pages/EditView/mutate-edit-view-layout', translateHints);
  },

  registerTrads: ({ locales }) => loadTranslations(locales),
};

export default plugin;
