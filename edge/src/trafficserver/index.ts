export { pluginsPath, trafficServerInstalled, trafficServerPath } from './installed.js';
export { CONFIG_DIR, type Origin } from './site.js';
export {
  type RunningTrafficServer,
  type StartTrafficServerOptions,
  startTrafficServer,
} from './start-trafficserver.js';
