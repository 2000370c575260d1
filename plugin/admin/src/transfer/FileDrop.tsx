import { Button, Flex, Typography, VisuallyHidden } from '@strapi/design-system';
import { Upload } from '@strapi/icons';
import { type DragEvent, useRef, useState } from 'react';
import { styled } from 'styled-components';
import { useSay } from '../text/text';

interface Props {
  readonly chosen: File | null;
  readonly onFile: (file: File) => void;
  readonly disabled: boolean;
}

/** A file is dropped here, or chosen with the button, which is all a keyboard needs. */
export function FileDrop({ chosen, onFile, disabled }: Props) {
  const say = useSay();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (files: FileList | null) => {
    const file = files?.[0];
    if (file && !disabled) onFile(file);
    // The same file chosen again, after it was changed, is a new choice.
    if (input.current) input.current.value = '';
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <Zone
      $over={over && !disabled}
      direction="column"
      gap={3}
      padding={6}
      hasRadius
      background="neutral0"
      onDragOver={(event: DragEvent) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Typography textColor="neutral600">{say('transfer.drop')}</Typography>
      <Button
        variant="secondary"
        startIcon={<Upload />}
        disabled={disabled}
        onClick={() => input.current?.click()}
      >
        {say('transfer.choose')}
      </Button>
      <VisuallyHidden>
        <input
          ref={input}
          type="file"
          accept="application/json,.json"
          aria-label={say('transfer.file')}
          tabIndex={-1}
          disabled={disabled}
          onChange={(event) => take(event.target.files)}
        />
      </VisuallyHidden>
      {chosen && (
        <Typography fontWeight="bold" textColor="neutral800">
          {chosen.name}
        </Typography>
      )}
    </Zone>
  );
}

const Zone = styled(Flex)<{ $over: boolean }>`
  border: 1px dashed ${({ theme, $over }) => ($over ? theme.colors.primary600 : theme.colors.neutral300)};
`;
