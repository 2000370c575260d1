import { Box, Flex, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import css from '@tessera/esi-fragments/styles/fragments.css?raw';
import { useMemo, useRef, useState } from 'react';
import { styled } from 'styled-components';
import { useSettled } from '../../shared/use-settled';
import { useSay } from '../../text/text';
import { previewOf } from './preview';

interface Props {
  readonly template: string;
  readonly content: unknown;
  readonly locale: string;
}

const WIDTHS = { phone: 390, tablet: 768, desktop: 1200 } as const;
type Width = keyof typeof WIDTHS;

/**
 * What the fragment server would send, in a frame without scripts and without this site's rights. A content
 * that is not whole yet keeps showing what it was when it last was.
 */
export default function ContentPreview({ template, content, locale }: Props) {
  const say = useSay();
  const [width, setWidth] = useState<Width>('phone');
  const settled = useSettled(JSON.stringify(content ?? null));
  const now = useMemo(
    () => previewOf(template, JSON.parse(settled), { locale, css }),
    [template, settled, locale],
  );
  const last = useRef<{ template: string; html: string } | null>(null);
  if (now) last.current = { template, html: now };
  const shown = now ?? (last.current?.template === template ? last.current.html : null);
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <Flex justifyContent="space-between" alignItems="center" gap={3} wrap="wrap">
        <Typography variant="pi" fontWeight="bold" textColor="neutral800">
          {say('variants.preview')}
        </Typography>
        <SingleSelect
          size="S"
          aria-label={say('variants.preview.width')}
          value={width}
          onChange={(next) => setWidth(next === 'desktop' || next === 'tablet' ? next : 'phone')}
        >
          {(Object.keys(WIDTHS) as Width[]).map((each) => (
            <SingleSelectOption key={each} value={each}>
              {say(`variants.preview.${each}`)}
            </SingleSelectOption>
          ))}
        </SingleSelect>
      </Flex>
      {!now && (
        <Typography variant="pi" textColor="neutral600" role="status">
          {say(shown ? 'variants.preview.older' : 'variants.preview.none')}
        </Typography>
      )}
      {shown && (
        <Box borderColor="neutral200" hasRadius overflow="auto" background="neutral100">
          <Frame title={say('variants.preview')} sandbox="" srcDoc={shown} $width={WIDTHS[width]} />
        </Box>
      )}
      <Typography variant="pi" textColor="neutral600">
        {say('variants.preview.hint')}
      </Typography>
    </Flex>
  );
}

const Frame = styled.iframe<{ $width: number }>`
  display: block;
  width: ${({ $width }) => $width}px;
  height: 42rem;
  resize: vertical;
  border: 0;
  background: #fff;
`;
