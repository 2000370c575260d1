import type { Core } from '../shared/core.js';
import { READY } from '../shared/moments.js';
import { countdowns } from './countdown.js';
import { dwell } from './dwell.js';
import { focus } from './focus.js';
import { forms } from './forms.js';
import { frustration } from './frustration.js';
import { impressions } from './impressions.js';
import { lateContent } from './late-content.js';
import { markedEvents, markedPresence } from './marked-events.js';
import { navigation } from './navigation.js';
import { privacy } from './privacy.js';
import { scroll } from './scroll.js';
import { timezone } from './timezone.js';
import { video } from './video.js';
import { webComponents } from './web-components.js';

/** Everything that a page can do without for its first moments; what matters at once is in the core. */
export default (core: Core) => {
  countdowns(core);
  privacy(core);
  for (const behaviour of [
    webComponents,
    impressions,
    scroll,
    dwell,
    focus,
    forms,
    video,
    frustration,
    markedEvents,
  ])
    core.behave(() => behaviour(core));
  navigation(core);
  timezone(core);
  lateContent(core, [markedPresence(core)]);
  dispatchEvent(new Event(READY));
};
