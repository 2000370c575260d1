import { describeEdge } from '../testing/edge.suite.js';
import { awslambda, startFunctionUrl } from '../testing/function-url.js';
import { createHandler } from './index.js';

// Lambda's own runtime can't be had here: events and streamed answers have the published forms, and what makes
// and reads them is ours.
describeEdge('the edge on Lambda, behind a function URL', ({ page, fragments, purgeToken, fragmentMs }) => {
  const settings = {
    TESSERA_ORIGIN: `http://${page.host}:${page.port}`,
    TESSERA_FRAGMENTS: `http://${fragments.host}:${fragments.port}`,
    TESSERA_PURGE_TOKEN: purgeToken,
  };
  return startFunctionUrl(createHandler(awslambda, settings, { limits: { includeMs: fragmentMs } }));
});
