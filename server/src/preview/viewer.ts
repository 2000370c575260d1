import { type Context, isJsonObject, type JsonObject, LOCALE, readContext, VISITOR_ID } from '@tessera/model';
import { wrongShape } from '../http/problems.js';
import { visitsSaid } from '../operate/made-up-visits.js';
import { assumedSegments, instantOf, whichCatalog } from '../operate/simulated.js';

/** As whom the site is looked at. Whatever is null is as it is for somebody unknown, now. */
export interface Viewer {
  /** In exactly these segments and their parents. */
  readonly segments: readonly string[] | null;
  readonly context: Context | null;
  /** On which visit. */
  readonly visits: number | null;
  /** Epoch ms. */
  readonly at: number | null;
  /** A visitor who is known here, as they are when the page is opened. */
  readonly visitor: string | null;
  /** Fragments are shown in this language, whatever the page asks for. */
  readonly locale: string | null;
  /** By which catalog slots are decided. */
  readonly catalog: 'drafts' | 'published';
}

const FIELDS: readonly string[] = ['segments', 'context', 'at', 'visitor', 'locale', 'catalog'];

/** Reads the `as` of a request for a link. Throws a Problem for what it can't take. */
export function readViewer(json: unknown, now: number): Viewer {
  const as = json ?? {};
  if (!isJsonObject(as)) throw wrongShape('as', as, 'an object');
  for (const field of Object.keys(as))
    if (!FIELDS.includes(field))
      throw wrongShape(`as.${field}`, as[field], `nothing: the fields are ${FIELDS.join(', ')}`);
  const { at, visitor, locale } = as;
  const said = contextOf(as.context ?? null);
  return {
    segments: assumedSegments({ segments: as.segments ?? null }),
    context: said && readContext(said),
    visits: visitsSaid(said, 'as.context'),
    at: at === undefined || at === null ? null : instantOf(at, now),
    visitor: textOf('as.visitor', visitor, VISITOR_ID, 'a visitor id'),
    locale: textOf('as.locale', locale, LOCALE, 'a locale such as en or es-MX'),
    catalog: whichCatalog(as.catalog, 'drafts'),
  };
}

function contextOf(json: JsonObject[string]): JsonObject | null {
  if (json === null || isJsonObject(json)) return json;
  throw wrongShape('as.context', json, 'an object');
}

function textOf(field: string, value: unknown, form: RegExp, allowed: string): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' && form.test(value)) return value;
  throw wrongShape(field, value, allowed);
}
