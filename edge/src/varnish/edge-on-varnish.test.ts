import { describeEdge } from '../testing/edge.suite.js';
import { varnishInstalled } from './installed.js';
import { startVarnish } from './start-varnish.js';

// In CI Varnish has to be there: a missing program would look like a pass.
if (varnishInstalled() || process.env.CI === 'true') {
  // VCL has no randomness that a visitor's id could be made of.
  describeEdge('the edge on Varnish', startVarnish, { visitorIds: false });
  describeEdge(
    'the edge on Varnish without xkey',
    (options) => startVarnish({ ...options, purging: 'ban' }),
    {
      visitorIds: false,
      purgeCount: false,
    },
  );
} else {
  describe('the edge on Varnish', () => {
    const reason = 'varnishd is not installed (Debian: apt-get install varnish varnish-modules)';
    process.stderr.write(`skipped: the edge on Varnish: ${reason}\n`);
    it.skip(reason, () => {});
  });
}
