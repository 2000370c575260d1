import type { Consent } from '../api.js';
import type { Core } from '../shared/core.js';
import { LEAVE } from '../shared/moments.js';

const call = async (method: string, path: string, body?: object): Promise<boolean> => {
  try {
    return (await fetch(`/tessera/${path}`, { method, body: body ? JSON.stringify(body) : null })).ok;
  } catch {
    return false;
  }
};

/** What a consent banner and a privacy page call: `tessera.consent({ personalisation: true })`, `tessera.forget()`. */
export const privacy = (core: Core) => {
  const { tessera } = window;
  if (!tessera) return;

  tessera.consent = async (purposes: Consent) => {
    const taken = await call('POST', 'consent', purposes);
    if (taken && purposes.personalisation === false) core.forget();
    else if (taken && purposes.personalisation && !core.kept()) {
      // Whoever agrees on the page they landed on has begun to view it now.
      dispatchEvent(new Event(LEAVE));
      core.view();
    }
    return taken;
  };
  tessera.forget = async () => {
    core.forget();
    return call('DELETE', 'visitor');
  };
};
