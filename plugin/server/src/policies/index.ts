import { RIGHTS, type Right } from '../../../contracts/permissions';
import { type AdminState, canOf } from '../rights';

/** Lets in whoever has the right that the route names. */
const may = (context: { state: AdminState }, { right }: { right: Right }): boolean => {
  const can = canOf(context.state);
  return can !== null && RIGHTS[right](can);
};

export const policies = { may };
