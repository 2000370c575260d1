import { Box, Flex } from '@strapi/design-system';
import { useEffect, useRef, useState } from 'react';
import type { Device } from '../../../contracts/preview';
import { scaleToFit, WIDTH } from './choice';

const HEIGHT_PX = 760;

/** A page in a frame as wide as the device, made smaller where the panel is narrower. */
export function DeviceFrame({ url, title, device }: { url: string; title: string; device: Device }) {
  const [room, setRoom] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { current } = box;
    if (!current) return;
    const observer = new ResizeObserver(([entry]) => setRoom(entry?.contentRect.width ?? 0));
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  const width = WIDTH[device];
  const scale = scaleToFit(width, room);
  return (
    <Flex
      ref={box}
      height={`${HEIGHT_PX}px`}
      overflow="hidden"
      width="100%"
      justifyContent="center"
      alignItems="stretch"
    >
      <Box width={`${width * scale}px`} hasRadius borderColor="neutral200" overflow="hidden">
        <iframe
          src={url}
          title={title}
          // As the page's own policy says: its scripts must not reach the panel.
          sandbox="allow-scripts"
          referrerPolicy="no-referrer"
          style={{
            width,
            height: HEIGHT_PX / scale,
            border: 0,
            // Pages without a background count on white.
            background: 'white',
            transform: `scale(${scale})`,
            transformOrigin: '0 0',
          }}
        />
      </Box>
    </Flex>
  );
}
