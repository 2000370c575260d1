export type Tag = {
  kind: 'tag';
  /** The name behind `esi:`. */
  name: string;
  form: 'open' | 'close' | 'empty';
  /** Values with XML's entities resolved; the first of repeated names counts. */
  attributes: ReadonlyMap<string, string>;
  /** The tag as it stood in the page. */
  raw: Uint8Array;
};

const TAG = /^<(\/?)esi:([A-Za-z][\w.-]*)(.*?)(\/?)>$/s;
const ATTRIBUTE = /\s*([^\s=/>"']+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+)(?=\s|$))/y;
const ENTITY = /&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([\da-fA-F]{1,6}));/g;
const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Reads a whole `<esi:…>` tag; undefined when it is not one, so that the caller leaves it as text. */
export function parseTag(raw: Uint8Array, source: string): Tag | undefined {
  const match = TAG.exec(source);
  if (!match) return undefined;
  const [, slash, name = '', inside = '', empty] = match;
  const attributes = parseAttributes(inside);
  if (!attributes) return undefined;
  return { kind: 'tag', name, form: slash ? 'close' : empty ? 'empty' : 'open', attributes, raw };
}

function parseAttributes(inside: string): Map<string, string> | undefined {
  const attributes = new Map<string, string>();
  let at = 0;
  while (at < inside.length) {
    ATTRIBUTE.lastIndex = at;
    const match = ATTRIBUTE.exec(inside);
    if (!match) return inside.slice(at).trim() === '' ? attributes : undefined;
    const [whole, name = '', double, single, bare] = match;
    if (!attributes.has(name)) attributes.set(name, decodeEntities(double ?? single ?? bare ?? ''));
    at += whole.length;
  }
  return attributes;
}

/** Only what XML defines: `&copy=1` in an address written without `&amp;` must stay as it is. */
function decodeEntities(value: string): string {
  if (!value.includes('&')) return value;
  return value.replace(ENTITY, (whole, named?: string, decimal?: string, hex?: string) => {
    if (named) return NAMED[named] ?? whole;
    const code = decimal ? Number.parseInt(decimal, 10) : Number.parseInt(hex ?? '', 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
