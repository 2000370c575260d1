import { existsSync, readFileSync } from 'node:fs';
import { at } from './paths.mjs';
import { run } from './run.mjs';

/** Installs from the lock file, unless what is installed is already what the lock file says. */
export async function install() {
  checkNode();
  if (isInstalled()) return;
  console.log('Installing packages from the lock file (some minutes the first time) …');
  // Not `npm ci`: it refuses a lock file that lacks optional packages of other machines, and that is what npm
  // writes where a registry does not have them. This keeps to the lock file's versions just the same, changes
  // nothing in it, and fetches what this machine needs beyond it.
  await run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error']);
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Error(`Node is ${process.versions.node}; it must be 20.19 or newer`);
}

/** npm keeps its own record of what stands in node_modules; every entry of the lock file must be in it. */
function isInstalled() {
  const record = at('node_modules/.package-lock.json');
  if (!existsSync(record)) return false;
  const wanted = JSON.parse(readFileSync(at('package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(readFileSync(record, 'utf8')).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    // The root and the workspaces are folders here; optional packages may be for other machines.
    if (!path.includes('node_modules/') || entry.optional || entry.peer) return true;
    return entry.link ? present[path]?.link : present[path]?.version === entry.version;
  });
}
