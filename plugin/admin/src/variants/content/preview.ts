import { fill, renderVariant } from '@tessera/esi-fragments';
import { checkContent } from '@tessera/model';

/** A document that shows one content as a page would, and nothing else. Null while the content is not whole. */
export function previewOf(
  template: string,
  content: unknown,
  { locale, css }: { locale: string; css: string },
): string | null {
  const checked = checkContent(template, content);
  if (!checked.ok) return null;
  // Delivered as `personal` and with every parameter there is, so that each hole is kept and can be shown.
  const slot = { key: 'preview', delivery: 'personal' as const, params: wordsIn(content) };
  const rendered = renderVariant({ slot, variant: null, locale, entry: checked.value });
  const names = (from: string) =>
    Object.fromEntries(
      rendered.holes.filter((hole) => hole.from === from).map(({ name }) => [name, `‹${name}›`]),
    );
  const html = new TextDecoder().decode(fill(rendered, { params: names('params'), traits: names('traits') }));
  // Nothing in it may run or be sent anywhere, whatever an editor wrote; pictures may come from the web.
  const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src http: https: data: blob:";
  return `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><style>:root{color-scheme:light}body{margin:0;font-family:system-ui,sans-serif;background:#fff;color:#12161f}${css}</style></head><body>${html}</body></html>`;
}

/** Names of all `{{ params.x }}`. */
const wordsIn = (content: unknown): string[] =>
  [...JSON.stringify(content).matchAll(/\{\{\s*params\.([\w-]+)\s*\}\}/g)].flatMap(([, name]) => name ?? []);
