/**
 * `Surrogate-Control` as in the Edge Architecture note (https://www.w3.org/TR/edge-arch/): a response asks
 * for processing with `content="ESI/1.0"`; a version above ours is somebody else's business.
 */
const CONTENT = /(?:^|[,\s])content\s*=\s*"([^"]*)"/i;
const ESI_VERSION = /^ESI\/(\d{1,3})\.(\d{1,3})$/;
const PROCESSED_TYPES = /^\s*text\/html\s*(?:;|$)/i;

/** True when the response asks to be processed and is of a type in which that makes sense. */
export function asksForEsi(headers: Headers, types: RegExp = PROCESSED_TYPES): boolean {
  const control = headers.get('surrogate-control');
  return control !== null && namesEsi(control) && types.test(headers.get('content-type') ?? '');
}

/** True when `control`, a Surrogate-Control value, names ESI in a version up to 1.0. */
export function namesEsi(control: string): boolean {
  const words = CONTENT.exec(control)?.[1]?.split(/\s+/) ?? [];
  return words.some((word) => {
    const version = ESI_VERSION.exec(word);
    if (!version) return false;
    const major = Number(version[1]);
    return major < 1 || (major === 1 && Number(version[2]) === 0);
  });
}
