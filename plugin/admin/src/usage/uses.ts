import type { KeyUse } from '../../../contracts/usage';

/** A name for React. */
export const idOfUse = ({ kind, documentId, field }: KeyUse): string => `${kind} ${documentId} ${field}`;

/** Who names this key; also right for keys that are called like a part of JavaScript. */
export const usesOf = (
  usage: Readonly<Record<string, readonly KeyUse[]>> | undefined,
  key: string,
): readonly KeyUse[] => (usage && Object.hasOwn(usage, key) ? (usage[key] ?? []) : []);
