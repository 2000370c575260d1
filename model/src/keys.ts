/** Keys of signals, segments and slots; also the words of a slot's `params`. */
export const KEY = /^[a-z][a-z0-9_]{0,39}$/;

/** A variant's key: an unguessable token of 12 characters from nanoid's alphabet. */
export const VARIANT_KEY = /^[A-Za-z0-9_-]{12}$/;

/** The variant name that stands for "the slot's fallback" in URLs and answers. */
export const DEFAULT_VARIANT = 'default';

/** BCP 47 language tags as far as they are used here: `en`, `pt-BR`, `zh-Hant-TW`. */
export const LOCALE = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/;

/** Visitor ids: nanoid's alphabet. Edges may make them, so the length is a range. */
export const VISITOR_ID = /^[A-Za-z0-9_-]{16,40}$/;

/** One value of a slot's parameter, as it may stand in an include's query. */
export const PARAM_VALUE = /^[\w-]{1,40}$/;
