import type { Core, Listener } from '../shared/core.js';

/** What listens in every web component's tree during this view. */
let hearers: ((root: EventTarget) => void)[] = [];

/** Listens at the window and in every web component's tree, where some events never leave; each event is heard once. */
export const everywhere = (core: Core, types: string, listener: Listener<Event>) => {
  // (Not by `composed`: Chromium says that a form's submission is, and keeps it inside all the same.)
  const heard = new WeakSet<Event>();
  const hear = (root: EventTarget) =>
    core.on(
      types,
      (event, target) => {
        if (heard.has(event)) return;
        heard.add(event);
        listener(event, target);
      },
      root,
    );
  hearers.push(hear);
  hear(window);
  for (const tree of core.roots.slice(1)) hear(tree);
};

/** A view begins: whatever listened for the one before is deaf. */
export const webComponents = () => {
  hearers = [];
};

/** Names of elements that are not web components yet; each is waited for once. */
const awaited = new Set<string>();

/**
 * Finds the open trees of web components in `within`, and in each other, and answers with those that were not known.
 * `later` is called when elements that stand there become web components.
 */
export const findTrees = (core: Core, within: ParentNode, later: () => void): ShadowRoot[] =>
  [within as Element, ...within.querySelectorAll('*')].flatMap((element) => {
    const { localName: name, shadowRoot: root } = element;
    // (Only these can become one; most elements are none, and cost no more than this look.)
    if (name?.includes('-') && !customElements.get(name) && !awaited.has(name)) {
      awaited.add(name);
      customElements.whenDefined(name).then(later);
    }
    if (!root || core.roots.includes(root)) return [];
    core.roots.push(root);
    for (const hear of hearers) hear(root);
    return [root, ...findTrees(core, root, later)];
  });
