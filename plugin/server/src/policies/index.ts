import { KINDS, UID } from '../../../contracts/ids';
import { PERMISSIONS } from '../../../contracts/permissions';

/** Strapi's ability of the signed-in user. */
interface Ability {
  can(action: string, subject?: string): boolean;
}

/** What can be done in the Content Manager with an entry that has pickers. */
const EDITING = ['create', 'update'].map((action) => `plugin::content-manager.explorer.${action}`);

/** Pickers need the names of all definitions: whoever reads our page, or edits any of our entries, gets them. */
const mayPick = (context: { state: { userAbility?: Ability } }): boolean => {
  const ability = context.state.userAbility;
  if (!ability) return false;
  return (
    ability.can(PERMISSIONS.read) ||
    KINDS.some((kind) => EDITING.some((action) => ability.can(action, UID[kind])))
  );
};

export const policies = { 'may-pick': mayPick };
