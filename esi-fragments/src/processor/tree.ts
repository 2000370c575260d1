import type { Surroundings } from '../markup/surroundings.js';
import type { Expression } from './language/expression.js';
import type { Reference } from './language/reference.js';

export type TextNode = { kind: 'text'; bytes: Uint8Array };

/** A variable within `<esi:vars>`. */
export type VariableNode = {
  kind: 'variable';
  reference: Reference;
  /** Where in the page it stands, which says how it has to be written. */
  within: Surroundings;
};

export type IncludeNode = {
  kind: 'include';
  /** As in the page, variables not yet put in. */
  src: string;
  alt: string | undefined;
  /** `onerror="continue"`: a failure is not to be noticed by what surrounds the include. */
  silent: boolean;
};

export type ChooseNode = {
  kind: 'choose';
  /** The first whose test holds is taken; `otherwise` is a test that always does. */
  branches: { test: Expression; nodes: Node[] }[];
};

export type TryNode = { kind: 'try'; attempt: Node[]; except: Node[] };

/** What a page is made of. */
export type Node = TextNode | VariableNode | IncludeNode | ChooseNode | TryNode;
