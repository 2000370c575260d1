import type { IntlShape } from 'react-intl';
import type { LiveAlert, LiveServer } from '../../../contracts/answers';
import type { Say } from '../text/text';

type FormatNumber = IntlShape['formatNumber'];

const percent = (value: number, formatNumber: FormatNumber): string =>
  formatNumber(value, { style: 'percent', maximumFractionDigits: 1 });
const milliseconds = (value: number, formatNumber: FormatNumber): string =>
  formatNumber(value, { style: 'unit', unit: 'millisecond', unitDisplay: 'short', maximumFractionDigits: 0 });
const plain = (value: number, formatNumber: FormatNumber): string =>
  formatNumber(value, { maximumFractionDigits: 2 });

/** The alerts we have words for, and how their numbers are written. */
const KNOWN = {
  segment_small: percent,
  segment_stale: percent,
  segment_faint: plain,
  stage_slow: milliseconds,
  'refresh_slow.event': milliseconds,
  'refresh_slow.time': milliseconds,
  store_failing: plain,
  store_damaged: plain,
  purge_failing: plain,
} as const;

/** An alert in the admin's language; in the server's own words if it is one we do not know. */
export function alertText(
  { code, about, message, value, limit }: LiveAlert,
  { segments }: Pick<LiveServer, 'segments'>,
  say: Say,
  formatNumber: FormatNumber,
): string {
  const id = code === 'refresh_slow' ? `${code}.${about}` : code;
  if (!isKnown(id) || value === null || limit === null) return message;
  const named = segments.find(({ key }) => key === about)?.name ?? about ?? '';
  const said = (one: number) => KNOWN[id](one, formatNumber);
  return say(`alert.${id}`, { about: named, value: said(value), limit: said(limit) });
}

const isKnown = (id: string): id is keyof typeof KNOWN => Object.hasOwn(KNOWN, id);

/** Alerts to be listed. What is wrong with the catalog stands at its server already, with every detail. */
export const listed = (alerts: readonly LiveAlert[]): readonly LiveAlert[] =>
  alerts.filter(({ code }) => !code.startsWith('catalog_'));
