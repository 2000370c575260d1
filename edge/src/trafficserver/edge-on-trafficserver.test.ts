import { describeEdge } from '../testing/edge.suite.js';
import { trafficServerInstalled } from './installed.js';
import { startTrafficServer } from './start-trafficserver.js';

// It can't count what a purge removes, and esi.so knows no HTML comments and drops white space behind `<!--esi`.
const LACKS = { purgeCount: false, comments: false };

// In CI Traffic Server has to be there: a missing program would look like a pass.
if (trafficServerInstalled() || process.env.CI === 'true') {
  describeEdge('the edge on Traffic Server', startTrafficServer, LACKS);
} else {
  describe('the edge on Traffic Server', () => {
    const reason = 'traffic_server is not installed (Debian: apt-get install trafficserver)';
    process.stderr.write(`skipped: the edge on Traffic Server: ${reason}\n`);
    it.skip(reason, () => {});
  });
}
