type Tell = { (type: string, props?: object): void; q?: ArrayLike<unknown>[] };

declare global {
  interface Window {
    tessera?: Tell;
  }
}

/** Tells an event to the tag; what is told before the tag has loaded waits in its queue. */
export const tell: Tell = (type, props) => {
  if (!window.tessera) {
    const stub: Tell = (...call) => {
      stub.q = [...(stub.q ?? []), call];
    };
    window.tessera = stub;
  }
  window.tessera(type, props);
};
