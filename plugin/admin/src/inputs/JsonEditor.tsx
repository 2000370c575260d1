import { Box, JSONInput } from '@strapi/design-system';
import { styled } from 'styled-components';

/** CodeMirror lays long lines out beside the form unless it is told to stay in it. */
const Frame = styled(Box)`
  min-width: 0;
  & .cm-editor { max-width: 100%; }
  & .cm-scroller { overflow: auto; }
`;

interface Props {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly disabled?: boolean;
  readonly hasError?: boolean;
  /** Accessible name, if no label of a field belongs to it. */
  readonly label?: string;
  /** Smallest height, in rem. */
  readonly minHeight?: number;
}

/** A JSON text with line numbers and colours. */
export function JsonEditor({
  text,
  onText,
  disabled = false,
  hasError = false,
  label,
  minHeight = 12,
}: Props) {
  return (
    <Frame>
      <JSONInput
        value={text}
        onChange={onText}
        disabled={disabled}
        hasError={hasError}
        minHeight={`${minHeight}rem`}
        maxHeight="48rem"
        {...(label ? { 'aria-label': label } : {})}
      />
    </Frame>
  );
}
