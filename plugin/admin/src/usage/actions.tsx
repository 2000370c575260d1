import { unstable_useDocumentActions, useTable } from '@strapi/strapi/admin';
import type { ReactNode } from 'react';
import { useRef } from 'react';
import { useNavigate } from 'react-router-dom';
import { kindOf } from '../../../contracts/ids';
import { TOLD_PARAM, type ToldQuestion } from '../../../contracts/usage';
import { contentManagerOf, type PanelApp } from '../app/side-panels';
import { useSay } from '../text/text';
import { useLazyTesseraToldQuery } from './api';
import { type Choice, LossDialog } from './LossDialog';

/** What the Content Manager gives an action, and what it gets, as far as we read them. */
interface Given {
  readonly model: string;
  readonly collectionType: string;
  readonly documentId?: string;
  readonly document?: { readonly status?: string };
  readonly documents?: readonly { readonly documentId: string }[];
}
interface Described {
  readonly dialog?: { readonly content?: ReactNode; readonly onConfirm?: () => unknown };
  readonly onClick?: (event: unknown) => unknown;
  readonly [more: string]: unknown;
}
type Action = ((given: Given) => Described | null) & { readonly type?: string; readonly position?: unknown };

/**
 * Makes the Content Manager tell, before it deletes or unpublishes something, which definitions would lose
 * it. Whoever confirms sends along what was told; the server refuses everything else (documents/protect.ts).
 */
export function addUsageActions(app: PanelApp): void {
  const { addDocumentAction, addBulkAction } = contentManagerOf(app);
  addDocumentAction((actions) => actions.map((action) => replaced(action as Action, DOCUMENT)));
  addBulkAction((actions) => actions.map((action) => replaced(action as Action, BULK)));
}

function replaced(action: Action, ours: Readonly<Record<string, (own: Action) => Action>>): Action {
  const make = action.type && Object.hasOwn(ours, action.type) ? ours[action.type] : undefined;
  return make ? Object.assign(make(action), { type: action.type, position: action.position }) : action;
}

const useChoice = (): Choice => useRef<Choice>({ told: null, discardDraft: false }).current;
/** The query to confirm with, or null if there is nothing to confirm. */
const confirmation = ({ told }: Choice) =>
  told && told.uses.length > 0 ? { [TOLD_PARAM]: told.told } : null;

const deleting =
  (own: Action): Action =>
  (given) => {
    const described = own(given);
    const choice = useChoice();
    const navigate = useNavigate();
    const { delete: remove } = unstable_useDocumentActions();
    const { model, collectionType, documentId } = given;
    const kind = kindOf(model);
    if (!described?.dialog || !kind || !documentId) return described;

    const { dialog } = described;
    const question: ToldQuestion = { kind, action: 'delete', documentIds: [documentId], locale: '*' };
    return {
      ...described,
      dialog: {
        ...dialog,
        content: <LossDialog question={question} own={dialog.content} choice={choice} />,
        onConfirm: async () => {
          const told = confirmation(choice);
          if (!told) return dialog.onConfirm?.();
          const params = { locale: '*', ...told };
          const answer = await remove({ model, collectionType, documentId, params });
          if (!('error' in answer))
            navigate({ pathname: `../${collectionType}/${model}` }, { replace: true });
        },
      },
    };
  };

const unpublishing =
  (own: Action): Action =>
  (given) => {
    const described = own(given);
    const say = useSay();
    const choice = useChoice();
    const [ask] = useLazyTesseraToldQuery();
    const { unpublish } = unstable_useDocumentActions();
    const { model, collectionType, documentId, document } = given;
    const kind = kindOf(model);
    if (!described || !kind || !documentId) return described;

    const { dialog } = described;
    const modified = document?.status === 'modified';
    const question: ToldQuestion = { kind, action: 'unpublish', documentIds: [documentId], locale: null };
    return {
      ...described,
      // Strapi unpublishes at once what has no other draft: only if nobody loses it. True: no dialog.
      onClick: async (event) => {
        if (modified) return described.onClick?.(event);
        const { data } = await ask(question);
        if (data && data.uses.length > 0) return false;
        await described.onClick?.(event);
        return true;
      },
      dialog: {
        type: 'dialog',
        title: say('usage.lose.title'),
        ...dialog,
        content: (
          <LossDialog question={question} own={dialog?.content ?? null} choice={choice} modified={modified} />
        ),
        onConfirm: async () => {
          const told = confirmation(choice);
          if (!told && dialog) return dialog.onConfirm?.();
          const discard = modified && choice.discardDraft;
          await unpublish({ model, collectionType, documentId, params: told ?? {} }, discard);
        },
      },
    };
  };

const bulk =
  (action: ToldQuestion['action']) =>
  (own: Action): Action =>
  (given) => {
    const described = own(given);
    const choice = useChoice();
    const selectRow = useTable('TesseraUsage', (state) => state.selectRow);
    const { deleteMany, unpublishMany } = unstable_useDocumentActions();
    const { model, documents = [] } = given;
    const kind = kindOf(model);
    if (!described?.dialog || !kind || documents.length === 0) return described;

    const { dialog } = described;
    const documentIds = documents.map(({ documentId }) => documentId);
    const question: ToldQuestion = { kind, action, documentIds, locale: null };
    return {
      ...described,
      dialog: {
        ...dialog,
        content: <LossDialog question={question} own={dialog.content} choice={choice} />,
        onConfirm: async () => {
          const params = confirmation(choice);
          if (!params) return dialog.onConfirm?.();
          const all = action === 'delete' ? deleteMany : unpublishMany;
          const answer = await all({ model, documentIds, params });
          if (!('error' in answer)) selectRow([]);
        },
      },
    };
  };

const DOCUMENT = { delete: deleting, unpublish: unpublishing };
const BULK = { delete: bulk('delete'), unpublish: bulk('unpublish') };
