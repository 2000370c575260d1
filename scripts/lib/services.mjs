import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

const SYSTEM_PATHS = [
  '/usr/bin',
  '/usr/sbin',
  '/usr/local/bin',
  '/usr/local/sbin',
  '/opt/homebrew/bin',
  '/opt/homebrew/sbin',
  ...versionFolders('/usr/lib/postgresql'),
];

/** Debian keeps PostgreSQL's programs in a folder per version. */
function versionFolders(folder) {
  return existsSync(folder) ? readdirSync(folder).map((version) => path.join(folder, version, 'bin')) : [];
}

function found(name) {
  return [...(process.env.PATH ?? '').split(path.delimiter), ...SYSTEM_PATHS].some((folder) => {
    try {
      accessSync(path.join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Programs that are not npm packages, and that some tests need. */
const SERVICES = [
  {
    name: 'Chromium',
    program: 'chromium',
    debian: 'apt-get install chromium',
    mac: 'brew install --cask chromium',
  },
  {
    name: 'Varnish',
    program: 'varnishd',
    debian: 'apt-get install varnish varnish-modules',
    mac: 'brew install varnish (without its modules, which the configuration needs)',
  },
  {
    name: 'Traffic Server',
    program: 'traffic_server',
    debian: 'apt-get install trafficserver',
    mac: 'brew install trafficserver',
  },
  {
    name: 'PostgreSQL',
    program: 'initdb',
    debian: 'apt-get install postgresql',
    mac: 'brew install postgresql',
  },
];

/** Names what is missing and how to get it; where CI asks for everything, that is a failure. */
export function checkServices() {
  const missing = SERVICES.filter(({ program }) => !found(program));
  for (const { name, program, debian, mac } of missing) {
    console.log(
      `${name} (${program}) is missing: its tests will be skipped. Debian: ${debian}. macOS: ${mac}.`,
    );
  }
  if (missing.length > 0 && process.env.CI) {
    throw new Error(
      `with CI set, a missing service is a failure: ${missing.map(({ name }) => name).join(', ')}`,
    );
  }
}
