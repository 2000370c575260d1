export { type Overrides, type RunningServer, startServer } from './main.js';
export { readSettings, SettingError, type Settings, VARIABLES } from './settings.js';
