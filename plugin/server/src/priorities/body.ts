import { MOST_CHANGES, MOST_PRIORITY, type PrioritiesBody } from '../../../contracts/priorities';

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
const isId = (value: unknown): value is string =>
  typeof value === 'string' && /^[A-Za-z0-9_-]{1,64}$/.test(value);

/** What is to be saved, or what is wrong with it. */
export function bodyIn(given: unknown): PrioritiesBody | string {
  if (!isObject(given) || typeof given.version !== 'string' || given.version.length > 64)
    return 'the body must be an object such as { "version": "…", "priorities": [] }';
  const { version, priorities, publish = [] } = given;
  if (!isList(priorities) || !isList(publish))
    return `priorities and publish must be lists of at most ${MOST_CHANGES}`;
  const read = priorities.map((one) => {
    if (!isObject(one) || !isId(one.documentId)) return null;
    const { documentId, priority } = one;
    if (typeof priority !== 'number' || !Number.isInteger(priority) || Math.abs(priority) > MOST_PRIORITY)
      return null;
    return { documentId, priority };
  });
  const published = publish.map((one) =>
    isObject(one) && isId(one.documentId) && typeof one.others === 'boolean'
      ? { documentId: one.documentId, others: one.others }
      : null,
  );
  if (!read.every((one) => one !== null))
    return `each of priorities must be a documentId and a whole number from -${MOST_PRIORITY} to ${MOST_PRIORITY}`;
  if (!published.every((one) => one !== null))
    return 'each of publish must be a documentId and others: true or false';
  if (new Set(read.map(({ documentId }) => documentId)).size < read.length)
    return 'priorities must name each variant once';
  return { version, priorities: read, publish: published };
}

const isList = (value: unknown): value is unknown[] => Array.isArray(value) && value.length <= MOST_CHANGES;
