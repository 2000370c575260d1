import type { DraftCatalog } from '../catalog/drafts.js';
import { readJsonObject } from '../http/body.js';
import { type Handler, send, sendJson } from '../http/exchange.js';
import { Problem, wrongShape } from '../http/problems.js';
import type { ServerParts } from '../server-parts.js';
import { assumedSegments, instantsOf, simulated, whichCatalog } from './simulated.js';
import { type VisitorView, visitorView } from './visitor-view.js';

const FIELDS: readonly string[] = [
  'events',
  'context',
  'traits',
  'segment',
  'consent',
  'at',
  'segments',
  'catalog',
];

/** A list of views may weigh this much, bytes. */
const MOST_BYTES = 6 * 1024 * 1024;
/** So many are worked out before other requests get their turn. */
const SLICE = 10;

/** A VisitorView, and by which catalog. */
type SimulatedView = VisitorView & { readonly from: DraftCatalog['from'] };

/**
 * POST /admin/simulate: `{ events?, context?, traits?, segment?, segments?, consent?, at?, catalog? }`, a made-up
 * visitor, → a VisitorView: its signals, segments, every slot's decision and why, at the instant `at` (now, if it is
 * left out). Where `at` is a list, `{ "views" }`, one for each. Nothing is kept.
 */
export function simulateHandler({ personaliser, drafts }: ServerParts): Handler {
  return async (req, res) => {
    const body = await readJsonObject(req, ['application/json']);
    for (const field of Object.keys(body)) {
      if (!FIELDS.includes(field))
        throw wrongShape(field, body[field], `nothing: the fields are ${FIELDS.join(', ')}`);
    }
    const instants = instantsOf(body.at, personaliser.clock());
    const { compiled, from } =
      whichCatalog(body.catalog, 'published') === 'drafts'
        ? await drafts.get()
        : { compiled: personaliser.current, from: 'published' as const };
    const { leftOut } = personaliser.smallSegments;
    const options = { leftOut, assumed: assumedSegments(body) !== null };
    const visitor = simulated(compiled.engine, body, instants[0]);
    const viewAt = (at: number): SimulatedView => {
      // Segments that are assumed stay as they are.
      if (!options.assumed) compiled.engine.advance(visitor, at);
      return { ...visitorView(compiled, visitor, at, options), from };
    };
    if (!Array.isArray(body.at)) return sendJson(res, 200, viewAt(instants[0]));
    send(res, 200, await listOf(instants, viewAt), {
      'Content-Type': 'application/json',
      'Cache-Control': 'no-store',
    });
  };
}

async function listOf(instants: readonly number[], viewAt: (at: number) => SimulatedView): Promise<string> {
  const views: string[] = [];
  let bytes = 0;
  for (const at of instants) {
    const view = JSON.stringify(viewAt(at));
    bytes += Buffer.byteLength(view);
    if (bytes > MOST_BYTES)
      throw new Problem(
        'wrong_shape',
        `at: the answer would be larger than ${MOST_BYTES} bytes; ask for fewer`,
      );
    if (views.push(view) % SLICE === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  return `{"views":[${views.join()}]}`;
}
