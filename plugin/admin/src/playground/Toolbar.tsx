import { Button, Flex, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { ArrowsCounterClockwise, File } from '@strapi/icons';
import type { PlaygroundVisitor } from '../../../contracts/playground';
import { useSay } from '../text/text';
import { STARTS, type Start } from './core/starts';
import { EMPTY } from './core/steps';
import type { Catalog } from './use-views';

interface Props {
  readonly catalog: Catalog;
  readonly onCatalog: (catalog: Catalog) => void;
  readonly canUndo: boolean;
  readonly onUndo: () => void;
  readonly onStart: (visitor: PlaygroundVisitor) => void;
}

export function Toolbar({ catalog, onCatalog, canUndo, onUndo, onStart }: Props) {
  const say = useSay();
  return (
    <Flex gap={3} wrap="wrap" alignItems="center">
      <SingleSelect
        aria-label={say('playground.start')}
        placeholder={say('playground.start')}
        value={null}
        onChange={(start) => onStart(STARTS[start as Start])}
      >
        {(Object.keys(STARTS) as Start[]).map((start) => (
          <SingleSelectOption key={start} value={start}>
            {say(`playground.start.${start}`)}
          </SingleSelectOption>
        ))}
      </SingleSelect>
      <Button variant="tertiary" size="L" startIcon={<File />} onClick={() => onStart(EMPTY)}>
        {say('playground.empty')}
      </Button>
      <Button
        variant="tertiary"
        size="L"
        startIcon={<ArrowsCounterClockwise />}
        disabled={!canUndo}
        onClick={onUndo}
      >
        {say('playground.undo')}
      </Button>
      <SingleSelect
        aria-label={say('playground.catalog')}
        value={catalog}
        onChange={(chosen) => onCatalog(chosen === 'drafts' ? 'drafts' : 'published')}
      >
        <SingleSelectOption value="published">{say('playground.catalog.published')}</SingleSelectOption>
        <SingleSelectOption value="drafts">{say('playground.catalog.drafts')}</SingleSelectOption>
      </SingleSelect>
    </Flex>
  );
}
