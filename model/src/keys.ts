/** Keys of signals, segments and slots; also the words of a slot's `params`. */
export const KEY = /^[a-z][a-z0-9_]{0,39}$/;

/** A variant's key: an unguessable token of 12 characters from nanoid's alphabet. */
export const VARIANT_KEY = /^[A-Za-z0-9_-]{12}$/;

/**
 * The variant name, in URLs and answers, for whoever has no decision cookie: the slot's fallback, unless it is
 * decided otherwise already for a visitor of whom nothing is known.
 */
export const DEFAULT_VARIANT = 'default';

/**
 * The variant name for a visitor whose decision is the fallback although that of an unknown visitor may be another.
 * It has the form of a variant's key, so that edges need not know of it.
 */
export const FALLBACK_VARIANT = '--fallback--';

/** BCP 47 language tags as far as they are used here: `en`, `pt-BR`, `zh-Hant-TW`. */
export const LOCALE = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/;

/** Visitor ids: nanoid's alphabet. Edges may make them, so the length is a range. */
export const VISITOR_ID = /^[A-Za-z0-9_-]{16,40}$/;

/** One value of a slot's parameter, as it may stand in an include's query. */
export const PARAM_VALUE = /^[\w-]{1,40}$/;
