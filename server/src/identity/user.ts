import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { type JsonObject, shown, type TesseraEvent } from '@tessera/model';

/** What an identify event says about who is here. */
export type Said =
  | { readonly kind: 'user'; readonly name: string; readonly previous: string | null }
  /** Nobody is signed in any more (`user: null`): the browser goes on as somebody unknown. */
  | { readonly kind: 'nobody' };

export const LONGEST_USER = 256;

/**
 * What programs send for "I don't know": taken at their word, they would make one person of everybody who
 * is not signed in (https://docs.mixpanel.com/docs/tracking-methods/id-management has such a list).
 */
const NOBODY: ReadonlySet<string> = new Set(
  'null,undefined,none,nil,nan,true,false,0,-1,anonymous,anon,guest,unknown,user,id,email,[],{},[object object]'.split(
    ',',
  ),
);

/** The name under which a user is kept: a hash, because it is often an e-mail address. */
export const nameOfUser = (user: string): string => named('user', user);

/** The name of an id that belongs to something of somebody else's: another tag, an app. */
export const named = (realm: string, id: string): string =>
  `${realm}:${createHash('sha256').update(`${realm}\0${id}`).digest('base64url').slice(0, 27)}`;

/** The identity that an event brings; null if it brings none. It has been found right before. */
export function saidBy({ type, props }: TesseraEvent): Said | null {
  if (type !== 'identify') return null;
  const { user, previous } = props;
  if (user === null) return { kind: 'nobody' };
  if (!isUser(user)) return null;
  return {
    kind: 'user',
    name: nameOfUser(String(user)),
    previous: isUser(previous) ? nameOfUser(String(previous)) : null,
  };
}

/**
 * What is wrong with an identify event's `user`, `previous` or `signature`, in a sentence; null if nothing is.
 * With a secret, a page must prove who is signed in: `signature` is HMAC-SHA256 of the user's id in hex, which
 * only the site's own server can make. Without one, a page is believed.
 */
export function userComplaint(
  { user, previous, signature }: JsonObject,
  secret: string | null,
): string | null {
  if (user === undefined || user === null) return null;
  for (const [field, value] of Object.entries({ user, previous })) {
    if (value === undefined || value === null || isUser(value)) continue;
    return `props.${field}: must be the user’s id, 1 to ${LONGEST_USER} characters and no placeholder such as "null" (found ${shown(value)})`;
  }
  if (secret === null) return null;
  if (typeof signature !== 'string' || !isSignature(String(user), signature, secret))
    return 'props.signature: must be the HMAC-SHA256 of the user’s id with TESSERA_IDENTITY_SECRET, in hex';
  // Who may speak for one user may not claim to have been another.
  return previous === undefined || previous === null
    ? null
    : 'props.previous: is not taken where ids are signed; only an unsigned site can rename users';
}

const isUser = (value: unknown): value is string | number =>
  (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) ||
  (typeof value === 'string' &&
    value.trim() === value &&
    value.length > 0 &&
    value.length <= LONGEST_USER &&
    !NOBODY.has(value.toLowerCase()));

function isSignature(user: string, signature: string, secret: string): boolean {
  const wanted = createHmac('sha256', secret).update(user).digest();
  const given = /^[0-9a-f]{64}$/i.test(signature) ? Buffer.from(signature, 'hex') : Buffer.alloc(0);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
