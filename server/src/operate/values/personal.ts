import type { Scalar } from './value-counts.js';

/** From how many visitors on a value that could be personal may be told. */
export const ENOUGH_VISITORS = 5;

/** Properties and parts of pages in which anything may stand: addresses, and what people type or are called. */
const FREE_FIELDS = new Set(
  (
    'text href url path from referrer user user_id userId id order name first_name last_name firstName lastName ' +
    'fullName full_name email mail phone tel address street ip q query search term keyword keywords message comment title'
  ).split(' '),
);
/** Of the context only these: in the others tags say what is one of few. */
const FREE_CONTEXT: readonly string[] = ['context.referrer', 'context.campaign.term'];
const LONGEST_WORD = 60;
/** Mail addresses and user names. */
const AT = /@/;
/** Six digits in a row, also grouped as in telephone and card numbers. */
const DIGITS = /(\d[ .()/-]{0,2}){6}/;
const LARGEST_NUMBER = 100_000;

/**
 * Whether a value of a field (`props.text`, `traits.plan`) could tell who somebody is, or what somebody typed.
 * Traits are about persons, so all of them could, but yes and no.
 */
export function couldBePersonal(field: string, value: Scalar): boolean {
  if (typeof value === 'boolean') return false;
  if (field.startsWith('traits.')) return true;
  if (typeof value === 'number') return Math.abs(value) >= LARGEST_NUMBER;
  if (isFree(field)) return true;
  return value.length > LONGEST_WORD || AT.test(value) || DIGITS.test(value);
}

const isFree = (field: string): boolean =>
  field.startsWith('context.')
    ? FREE_CONTEXT.includes(field)
    : FREE_FIELDS.has(field.slice(field.lastIndexOf('.') + 1));
