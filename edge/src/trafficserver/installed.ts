import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const SYSTEM_PATHS = ['/usr/sbin', '/usr/local/sbin', '/opt/ts/bin'];

/** Debian's folder for plugins, and the one that Traffic Server's own build takes. */
const PLUGIN_PATHS = ['/usr/lib/trafficserver/modules', '/opt/ts/libexec/trafficserver'];

/** The path of traffic_server, or undefined when it is not installed. */
export function trafficServerPath(path = process.env.PATH ?? ''): string | undefined {
  return [...path.split(delimiter), ...SYSTEM_PATHS]
    .filter(Boolean)
    .map((folder) => join(folder, 'traffic_server'))
    .find((file) => can(file, constants.X_OK));
}

/** The folder with the two plugins that Tessera needs, or undefined when they are not installed. */
export function pluginsPath(): string | undefined {
  return PLUGIN_PATHS.find((folder) =>
    ['esi.so', 'tslua.so'].every((plugin) => can(join(folder, plugin), constants.R_OK)),
  );
}

function can(file: string, mode: number): boolean {
  try {
    accessSync(file, mode);
    return true;
  } catch {
    return false;
  }
}

/** Whether Traffic Server can be started here. */
export const trafficServerInstalled = (): boolean =>
  trafficServerPath() !== undefined && pluginsPath() !== undefined;
