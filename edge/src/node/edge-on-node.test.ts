import { describeEdge } from '../testing/edge.suite.js';
import { startEdge } from './start-edge.js';

describeEdge('the edge on Node', async ({ page, fragments, purgeToken, fragmentMs }) => {
  const { url, close } = await startEdge({
    origin: `http://${page.host}:${page.port}`,
    fragments: `http://${fragments.host}:${fragments.port}`,
    port: 0,
    purgeToken,
    limits: { includeMs: fragmentMs },
  });
  return { url, stop: close };
});
