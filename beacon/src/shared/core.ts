/** An event with the element it happened to, inside a web component too. */
export type Listener<E extends Event> = (event: E, target: HTMLElement) => void;

/**
 * What the core (tessera.js) lends to the rest (behaviours.js). They are two files with nothing in common but this and
 * the other modules here, which have no state: what has a state is lent, never imported.
 */
export interface Core {
  /** Queues an event; a `lazy` one travels with the next. */
  emit(type: string, props?: object, lazy?: boolean): void;
  /** Asks what stands now. */
  ask(): void;
  /** Listens for the current view; passive and capturing. `root`: a web component's tree, for what does not leave it. */
  on<E extends Event = Event>(types: string, listener: Listener<E>, root?: EventTarget): void;
  /** Runs this at the beginning of every view, and now if one is on. */
  behave(behaviour: () => void): void;
  /** When the current view began, on the clock of `now()`; 0 before the first. */
  viewedAt(): number;
  /** The address of the current view. */
  address(): string;
  /** Begins a view. */
  view(): void;
  /** Begins a view, unless the page tells all of its own. */
  arrive(): void;
  /** Begins the view that is about to begin, if one is: the rest sets it. */
  settle?: () => void;
  /** The document, and the trees of web components; the rest finds and adds them. */
  roots: (Document | ShadowRoot)[];
  /** How far the server's clock is ahead of the visitor's, ms. */
  ahead(): number;
  /** The server has said that it keeps this visitor. */
  kept(): boolean;
  /** Of the visitor's circumstances, what takes browsers long to tell; the rest fills it in. */
  readonly slow: { timezone?: string };
  /** Nothing of the visitor stays in this browser. */
  forget(): void;
}
