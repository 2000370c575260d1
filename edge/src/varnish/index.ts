export { varnishdPath, varnishInstalled } from './installed.js';
export { type Backend, siteVcl } from './site.js';
export { type RunningVarnish, type StartVarnishOptions, startVarnish, VCL_DIR } from './start-varnish.js';
