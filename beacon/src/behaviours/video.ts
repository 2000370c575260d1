import type { Core } from '../shared/core.js';
import { nameOf } from '../shared/dom.js';
import { END } from '../shared/moments.js';
import { everywhere } from './web-components.js';

/** `video_play` once, `video_progress` at each quarter, `video_drop` when the page ends before the video did. */
export const video = (core: Core) => {
  /** The quarter that each played video has reached, 0-4. */
  const quarters = new Map<HTMLVideoElement, number>();

  const percent = (video: HTMLVideoElement) => Math.round((video.currentTime / video.duration) * 100) || 0;
  const tell = (what: string, video: HTMLVideoElement) =>
    core.emit(`video_${what}`, { video: nameOf(video), percent: percent(video) });

  everywhere(core, 'play timeupdate', (_, target) => {
    const video = target as HTMLVideoElement;
    if (video.localName !== 'video') return;
    const quarter = Math.floor(percent(video) / 25);
    const before = quarters.get(video);
    if (before === undefined) tell('play', video);
    else if (quarter > before) tell('progress', video);
    quarters.set(video, quarter);
  });
  core.on(END, () => {
    for (const [video, quarter] of quarters) if (quarter < 4) tell('drop', video);
    quarters.clear();
  });
};
