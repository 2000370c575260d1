import { Link, Typography } from '@strapi/design-system';
import { NavLink } from 'react-router-dom';
import { type Kind, UID } from '../../../contracts/ids';
import { useTesseraDefinitionsQuery } from '../api';

/** Where the Content Manager edits an entry. */
export const entryPath = (kind: Kind, documentId: string): string =>
  `/content-manager/collection-types/${UID[kind]}/${documentId}`;

/** Where it lists a kind. */
export const listPath = (kind: Kind): string => `/content-manager/collection-types/${UID[kind]}`;

/** Where it makes a new one. */
export const newEntryPath = (kind: Kind): string => `/content-manager/collection-types/${UID[kind]}/create`;

interface Props {
  readonly kind: Kind;
  readonly name: string;
  /** Who does not know the entry's document gives its key, which is looked up. */
  readonly entryKey?: string;
  readonly documentId?: string;
}

/** An entry's name that leads to its form; just the name while nobody knows where that is. */
export function EntryLink({ kind, name, entryKey, documentId }: Props) {
  const { data } = useTesseraDefinitionsQuery(undefined, { skip: documentId !== undefined });
  const target = documentId ?? data?.[kind].find(({ key }) => key === entryKey)?.documentId;
  if (!target) return <Typography textColor="neutral800">{name}</Typography>;
  return (
    <Link tag={NavLink} to={entryPath(kind, target)}>
      {name}
    </Link>
  );
}
