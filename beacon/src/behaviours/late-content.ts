import type { Core } from '../shared/core.js';
import { SLOT } from '../shared/dom.js';
import { SWAP } from '../shared/moments.js';
import { watch } from './impressions.js';
import { findTrees } from './web-components.js';

/** What a page does in many steps is looked at once. */
const GATHER_MS = 100;

/**
 * What comes into the page after the tag (from a framework, by scrolling on, in a web component) is treated as what was
 * there before: its slots are decided and filled, its fragments watched. Each of `looks` sees every tree of the page
 * again when something came.
 */
export const lateContent = (core: Core, looks: ((tree: ParentNode) => void)[]) => {
  /** Fragments that are watched already. */
  const known = new WeakSet<EventTarget>(document.querySelectorAll(SLOT));
  const added = new Set<ParentNode>([document]);
  let planned = false;

  const gather = () => {
    if (!planned) setTimeout(examine, GATHER_MS);
    planned = true;
  };
  const observer = new MutationObserver((records) => {
    for (const { addedNodes } of records)
      for (const node of addedNodes) if (node instanceof Element) added.add(node);
    if (added.size) gather();
  });
  const observe = (tree: Node) => observer.observe(tree, { childList: true, subtree: true });

  const examine = () => {
    planned = false;
    const parts = [...added];
    added.clear();
    const again = () => {
      added.add(document);
      gather();
    };
    for (const part of parts) if (part.isConnected) findTrees(core, part, again).forEach(observe);
    let asks = false;
    for (const tree of core.roots) {
      for (const look of looks) look(tree);
      for (const fragment of tree.querySelectorAll(SLOT)) {
        if (known.has(fragment)) continue;
        known.add(fragment);
        watch(fragment);
        asks = true;
      }
    }
    if (asks) core.ask();
  };

  // (Those that the tag puts in itself are watched already.)
  addEventListener(SWAP, (event) => known.add(event.composedPath()[0] as EventTarget), true);
  observe(document);
  examine();
};
