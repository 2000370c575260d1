import { constants } from 'node:fs';
import { join } from 'node:path';
import { can, findProgram } from '../program/find.js';

/** Debian's folder for plugins, and the one that Traffic Server's own build takes. */
const PLUGIN_PATHS = ['/usr/lib/trafficserver/modules', '/opt/ts/libexec/trafficserver'];

/** The path of traffic_server, or undefined when it is not installed. */
export const trafficServerPath = (): string | undefined => findProgram('traffic_server', ['/opt/ts/bin']);

/** The folder with the two plugins that Tessera needs, or undefined when they are not installed. */
export function pluginsPath(): string | undefined {
  return PLUGIN_PATHS.find((folder) =>
    ['esi.so', 'tslua.so'].every((plugin) => can(join(folder, plugin), constants.R_OK)),
  );
}

/** Whether Traffic Server can be started here. */
export const trafficServerInstalled = (): boolean =>
  trafficServerPath() !== undefined && pluginsPath() !== undefined;
