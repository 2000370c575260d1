import { Flex, Link, Typography } from '@strapi/design-system';
import { NavLink } from 'react-router-dom';
import { PLUGIN_ID } from '../../../../contracts/ids';
import { reasonOf } from '../../api';
import { useRight } from '../../app/rights';
import { EntryLink } from '../../shared/EntryLink';
import { ShowMore } from '../../shared/ShowMore';
import { useSay } from '../../text/text';
import { useTesseraPrioritiesQuery } from '../api';
import { type Standing, standingsOf } from './rivals';

/** Its place in each of its slots, and who goes before it where both are meant for a visitor. */
export function Rivals({ documentId }: { documentId: string }) {
  const say = useSay();
  const may = useRight('readVariants');
  const { data, error } = useTesseraPrioritiesQuery(undefined, { skip: !may });
  if (!may) return null;
  const quiet = (text: string) => (
    <Typography variant="pi" textColor="neutral600" role="status">
      {text}
    </Typography>
  );
  if (error) return quiet(say('variants.priorities.unread', { reason: reasonOf(error) }));
  if (!data) return quiet(say('variants.priorities.loading'));
  const standings = standingsOf(data, documentId);
  if (standings.length === 0) return quiet(say('variants.panel.noSlots'));
  return (
    <ShowMore items={standings} step={5}>
      {(shown) => shown.map((standing) => <Place key={standing.slotKey} {...standing} />)}
    </ShowMore>
  );
}

function Place({ slot, slotKey, place, of, before }: Standing) {
  const say = useSay();
  return (
    <Flex direction="column" alignItems="flex-start" gap={1}>
      <Typography variant="pi" textColor="neutral800">
        {before.length === 0
          ? say('variants.panel.first', { slot })
          : say('variants.panel.after', { slot, place, of })}
      </Typography>
      {before.length > 0 && (
        <ShowMore items={before} step={3}>
          {(shown) =>
            shown.map(({ documentId, name }) => (
              <EntryLink key={documentId} kind="variant" name={name} documentId={documentId} />
            ))
          }
        </ShowMore>
      )}
      <Link tag={NavLink} to={`/plugins/${PLUGIN_ID}/priorities?slot=${slotKey}`}>
        {say('variants.panel.sort')}
      </Link>
    </Flex>
  );
}
