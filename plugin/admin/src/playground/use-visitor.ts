import { useReducer } from 'react';
import type { PlaygroundVisitor } from '../../../contracts/playground';
import { begin, changeTo, type History, undo } from './core/history';
import { STARTS } from './core/starts';
import { type Change, changed, EMPTY, type Visitor } from './core/steps';

type Action = Change | { readonly do: 'undo' };

/** Typing in one step, or about the visitor, is taken back as one. */
const aboutOf = (change: Change): string | null => {
  if (change.do === 'edit') return `step ${change.id} ${Object.keys(change.step).join()}`;
  return change.do === 'facts' ? Object.keys(change.facts).join() : null;
};

const reduce = (history: History<Visitor>, action: Action): History<Visitor> =>
  action.do === 'undo' ? undo(history) : changeTo(history, changed(history.present, action), aboutOf(action));

const opened = (visitor: PlaygroundVisitor): Visitor => changed(EMPTY, { do: 'open', visitor });

/** The visitor being made up, and what can be done with it. */
export function useVisitor() {
  const [history, change] = useReducer(reduce, STARTS.hesitating, (start) => begin(opened(start)));
  return { visitor: history.present, change, canUndo: history.past.length > 0 };
}
export type DoChange = ReturnType<typeof useVisitor>['change'];
