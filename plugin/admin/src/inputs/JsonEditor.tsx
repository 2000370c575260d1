import { Box, JSONInput } from '@strapi/design-system';
import { useEffect, useRef } from 'react';
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
  const frame = useRef<HTMLDivElement>(null);

  // JSONInput names its outermost element only; the text box within is CodeMirror's, which comes later.
  useEffect(() => {
    const { current } = frame;
    if (!current || !label) return;
    const name = () => current.querySelector('.cm-content')?.setAttribute('aria-label', label);
    name();
    const observer = new MutationObserver(name);
    observer.observe(current, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, [label]);

  return (
    <Frame ref={frame}>
      <JSONInput
        value={text}
        onChange={onText}
        disabled={disabled}
        hasError={hasError}
        minHeight={`${minHeight}rem`}
        maxHeight="48rem"
      />
    </Frame>
  );
}
