import type { FieldComplaint } from './condition/check.js';
import { CONTEXT_FIELDS } from './context.js';

const ROOTS = 'signals.*, context.*, traits.*, segments, consent.*, time.hour, time.weekday';

/** What a condition about a visitor (a segment's or a variant's `when`) may read. */
export const visitorFieldComplaint: FieldComplaint = (path) => {
  if (path === 'segments' || path === 'time.hour' || path === 'time.weekday') return null;
  const [root, ...rest] = path.split('.');
  if (rest.length === 0 || rest.includes('')) return `unknown field; allowed: ${ROOTS}`;
  if (root === 'traits' || root === 'consent') return null;
  if (root === 'signals') return rest.length === 1 ? null : 'a signal has no parts; use signals.KEY';
  if (root !== 'context') return `unknown field; allowed: ${ROOTS}`;
  return (CONTEXT_FIELDS as readonly string[]).includes(rest.join('.'))
    ? null
    : `unknown context field; allowed: ${CONTEXT_FIELDS.map((field) => `context.${field}`).join(', ')}`;
};

const PAGE_FIELDS = ['page.url', 'page.path', 'page.type', 'page.category', 'page.referrer'];

/** What a condition about an event (a signal's `where`) may read. */
export const eventFieldComplaint: FieldComplaint = (path) => {
  if (path === 'type' || PAGE_FIELDS.includes(path) || /^props(\.[^.]+)+$/.test(path)) return null;
  return `unknown field of an event; allowed: type, props.*, ${PAGE_FIELDS.join(', ')}`;
};
