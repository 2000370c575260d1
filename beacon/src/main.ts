import { startTag } from './core/start.js';

/** The classic script. Its second file is beside it, on the site's own server. */
startTag(() => import('/tessera/behaviours.js' as string));
