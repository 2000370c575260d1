import { createContext, useContext } from 'react';

/** What a part needs to know of the group it stands in. */
export interface Siblings {
  readonly count: number;
  /** Id of what takes the focus when a part is removed. */
  readonly after: string;
}

export const SiblingsContext = createContext<Siblings>({ count: 0, after: '' });
export const useSiblings = (): Siblings => useContext(SiblingsContext);
