import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Asset } from '../deliver/assets.js';
import { type Handler, send, type Target } from '../http/exchange.js';
import { Problem } from '../http/problems.js';
import type { ServerParts } from '../server-parts.js';
import { moveInCss, moveInHtml, moveTo } from './addresses.js';
import { openLink, PREVIEW_PATH, type Preview } from './links.js';
import { sendNotice } from './notice.js';
import { previewHeaders } from './policy.js';
import type { Previews } from './previews.js';
import type { Site, SiteAnswer } from './site.js';
import { stitched } from './stitched.js';
import { visitorAs } from './visitor-as.js';

const MINUTES = 15;
const EXPIRED = {
  title: 'This preview has ended',
  text: `Links to previews open for ${MINUTES} minutes. Make a new one in Strapi, under Tessera, Preview as.`,
};
const FORGED = {
  title: 'This is no link to a preview',
  text: 'It was cut short or changed, or made with another admin token. Make a new one in Strapi.',
};

/** One request below an open link. */
interface Asked {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly preview: Preview;
  /** What comes before a path of the site. */
  readonly prefix: string;
  /** Path and query on the site. */
  readonly target: string;
  readonly frames: readonly string[];
}

/**
 * GET /tessera/preview/{sealed}/{path}: a page of the site stitched with what the viewer is shown by the drafts, and
 * everything it loads. Never kept by anybody; nothing about the editor's browser goes to the site.
 */
export function previewHandler(parts: ServerParts): Handler {
  const { previews, personaliser } = parts;
  return async (req, res, { path, query }) => {
    const { sealed, rest } = taken(path);
    const opened = previews && openLink(previews.sealer, sealed, personaliser.clock());
    if (!previews || !opened || opened.kind === 'forged') return sendNotice(res, 403, FORGED, []);
    if (opened.kind === 'expired') return sendNotice(res, 410, EXPIRED, previews.frames);
    const { preview } = opened;
    const asked: Asked = {
      req,
      res,
      preview,
      prefix: `${PREVIEW_PATH}${sealed}`,
      target: query === '' ? rest : `${rest}?${query}`,
      frames: [...new Set([...previews.frames, ...(preview.frame === null ? [] : [preview.frame])])],
    };
    if (rest.startsWith('/tessera/')) return sendOwn(asked, rest, parts.assets);
    await sendFromSite(asked, previews, parts);
  };
}

function taken(path: Target['path']): { sealed: string; rest: string } {
  const [, sealed = '', rest = ''] = /^\/tessera\/preview\/([^/]*)(.*)$/s.exec(path) ?? [];
  return { sealed, rest: rest === '' ? '/' : rest };
}

/** Our own style sheets are those of the site, too. The tag is left out: nobody's visit is to be counted. */
function sendOwn({ res, frames }: Asked, path: string, assets: readonly Asset[]): void {
  const headers = previewHeaders({ frames, page: null });
  const asset = assets.find((one) => one.path === path && !path.endsWith('.js'));
  if (asset) {
    send(res, 200, asset.bytes, { ...headers, 'Content-Type': asset.type });
    return;
  }
  const isScript = path.endsWith('.js');
  send(res, isScript ? 200 : 404, '', {
    ...headers,
    'Content-Type': isScript ? 'text/javascript; charset=utf-8' : 'text/plain; charset=utf-8',
  });
}

async function sendFromSite(asked: Asked, previews: Previews, parts: ServerParts): Promise<void> {
  const { req, res, prefix, target, frames } = asked;
  const notice = (status: number, title: string, text: string): void =>
    sendNotice(res, status, { title, text }, frames);
  const outcome = await previews.site.get(target, req.headers.accept);
  switch (outcome.kind) {
    case 'redirect':
      return send(res, 302, '', {
        ...previewHeaders({ frames, page: null }),
        Location: `${prefix}${outcome.to}`,
      });
    case 'elsewhere':
      return notice(502, 'The page leads to another site', `Previews do not follow to ${outcome.to}.`);
    case 'failed':
      return notice(502, 'The page can’t be shown', `${previews.site.origin}: ${outcome.detail}.`);
    case 'answer':
      try {
        return await sendAnswer(asked, outcome.answer, previews, parts);
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        return notice(error.status, 'The page can’t be previewed', `${error.detail}.`);
      }
  }
}

async function sendAnswer(
  { preview, res, prefix, target, frames }: Asked,
  answer: SiteAnswer,
  { site }: Previews,
  parts: ServerParts,
): Promise<void> {
  const type = answer.headers.get('content-type') ?? 'application/octet-stream';
  const move = moveTo(prefix, site.origin);
  // One character per byte, whatever the charset: all that is looked for is ASCII.
  const rewritten = (bytes: Uint8Array, rewrite: typeof moveInHtml): Buffer =>
    Buffer.from(rewrite(Buffer.from(bytes).toString('latin1'), move), 'latin1');
  const headers = previewHeaders({ frames, page: answer.headers.get('content-security-policy') });
  if (/^\s*text\/css\b/i.test(type))
    return send(res, answer.status, rewritten(answer.body, moveInCss), { ...headers, 'Content-Type': type });
  if (!/^\s*text\/html\b/i.test(type))
    return send(res, answer.status, answer.body, { ...headers, 'Content-Type': type });
  const { from, page } = await stitchedFor(preview, answer, `${site.origin}${target}`, site, parts);
  send(res, answer.status, rewritten(page, moveInHtml), {
    ...headers,
    'Content-Type': type,
    'Tessera-Preview': from,
  });
}

async function stitchedFor(
  { viewer }: Preview,
  answer: SiteAnswer,
  address: string,
  site: Site,
  { drafts, personaliser }: ServerParts,
): Promise<{ from: string; page: Uint8Array }> {
  const { compiled, from } =
    viewer.catalog === 'drafts'
      ? await drafts.get()
      : { compiled: personaliser.current, from: viewer.catalog };
  const at = viewer.at ?? personaliser.clock();
  const visitor = visitorAs(viewer, compiled, personaliser, at);
  if (!visitor)
    throw new Problem('unknown_visitor', `visitor ${viewer.visitor} was never seen here, or is forgotten`);
  const { leftOut } = personaliser.smallSegments;
  const deciding = { compiled, visitor, at, leftOut, locale: viewer.locale };
  return { from, page: await stitched(answer, new URL(address), site, deciding) };
}
