// What the edge uses and Fastly's JavaScript runtime (@fastly/js-compute 3.46) does not have. Requests can't be
// aborted there, so that an abort is only noticed by who asks or listens.

class Signal extends EventTarget {
  aborted = false;
}

class Controller {
  readonly signal = new Signal();

  abort(): void {
    if (this.signal.aborted) return;
    this.signal.aborted = true;
    this.signal.dispatchEvent(new Event('abort'));
  }
}

export function canParse(url: string, base?: string): boolean {
  try {
    return Boolean(new URL(url, base));
  } catch {
    return false;
  }
}

/** Leaves alone what a later runtime has. */
function add(to: object, missing: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(missing)) {
    if (!(name in to)) Object.assign(to, { [name]: value });
  }
}

add(globalThis, { AbortController: Controller, AbortSignal: Signal });
add(URL, { canParse });
