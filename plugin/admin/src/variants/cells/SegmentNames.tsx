import { Typography } from '@strapi/design-system';
import { useDefinitions } from '../../inputs/definitions';
import { readParts } from '../../inputs/targeting-parts';
import { useSay } from '../../text/text';

const SHOWN = 3;

/** The segments a variant is meant for, by name; those it is kept from with a word before them. */
export default function SegmentNames({ targeting }: { targeting: unknown }) {
  const say = useSay();
  const { options } = useDefinitions('segment');
  const { segments, when } = readParts(targeting);
  const nameOf = (key: string) => options.find((one) => one.key === key)?.name ?? key;
  const names = [
    ...[...segments.any, ...segments.all].map(nameOf),
    ...segments.none.map((key) => say('variants.column.not', { name: nameOf(key) })),
    ...(when === null ? [] : [say('variants.column.condition')]),
  ];
  const more = names.length - SHOWN;
  const shown = names.slice(0, SHOWN).join(', ');
  return (
    <Typography textColor="neutral800" title={names.join(', ')}>
      {names.length === 0
        ? say('variants.column.everybody')
        : more > 0
          ? say('variants.column.more', { names: shown, count: more })
          : shown}
    </Typography>
  );
}
