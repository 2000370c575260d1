import type { ServerResponse } from 'node:http';
import { send } from '../http/exchange.js';
import { previewHeaders } from './policy.js';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (one) => ESCAPES[one] ?? one);

/** A plain page in the place of the one that can't be shown. */
export function sendNotice(
  res: ServerResponse,
  status: number,
  { title, text }: { readonly title: string; readonly text: string },
  frames: readonly string[],
): void {
  const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<h1>${escaped(title)}</h1>
<p>${escaped(text)}</p>
</html>
`;
  send(res, status, page, {
    ...previewHeaders({ frames, page: null }),
    'Content-Type': 'text/html; charset=utf-8',
  });
}
