import { DEVICES, type Device, type PreviewBody } from '../../../contracts/preview';

export const WHO = ['nobody', 'segments', 'visitor'] as const;
/** As whom the page is looked at: somebody unknown, somebody in segments, or a visitor of these minutes. */
export type Who = (typeof WHO)[number];

/** What the controls of the page say. */
export interface Choice {
  readonly page: string;
  readonly who: Who;
  readonly segments: readonly string[];
  /** Id; null: not chosen yet. */
  readonly visitor: string | null;
  readonly device: Device;
  /** Of the fragments; null: the page's own. */
  readonly locale: string | null;
  /** ISO 8601; null: now. */
  readonly at: string | null;
}

/** What the address of the panel's page asks for: `?segment=a&segment=b&locale=es`. */
export function choiceFrom(search: URLSearchParams, page: string): Choice {
  const segments = search.getAll('segment');
  return {
    page: search.get('page') ?? page,
    who: segments.length > 0 ? 'segments' : 'nobody',
    segments,
    visitor: null,
    device: DEVICES.find((one) => one === search.get('device')) ?? 'desktop',
    locale: search.get('locale'),
    at: null,
  };
}

/** The address that opens the page with these segments chosen. */
export function previewAddress(segments: readonly string[], locale: string | null): string {
  const search = new URLSearchParams(segments.map((key) => ['segment', key]));
  if (locale !== null) search.set('locale', locale);
  return `/plugins/tessera/preview?${search}`;
}

export const isPage = (page: string): boolean => /^\/(?![/\\])[^\s\\]{0,1000}$/.test(page);

/** What to ask a fragment server for; null while something is missing or wrong. */
export function bodyOf({ page, who, segments, visitor, device, locale, at }: Choice): PreviewBody | null {
  if (!isPage(page) || (who === 'visitor' && visitor === null)) return null;
  return {
    // Other letters are written in an address by their bytes.
    page: encodeURI(decodedOr(page)),
    as: {
      ...(who === 'segments' ? { segments } : {}),
      ...(who === 'visitor' && visitor !== null ? { visitor } : {}),
      context: { device: { type: device } },
      ...(at === null ? {} : { at: Date.parse(at) }),
      ...(locale === null ? {} : { locale }),
    },
  };
}

/** So that what is encoded already is not encoded twice. */
function decodedOr(page: string): string {
  try {
    return decodeURI(page);
  } catch {
    return page;
  }
}

/** Width of the page in CSS pixels, as such a device has it. */
export const WIDTH: Readonly<Record<Device, number>> = { mobile: 390, tablet: 820, desktop: 1280 };

/** How a frame of this width is made to fit: never enlarged. */
export const scaleToFit = (width: number, room: number): number => (room > 0 ? Math.min(1, room / width) : 1);
