/**
 * The demo's story: someone studies laptops, compares specs, hovers over the price, puts one in the cart,
 * hesitates, and gets a countdown offer; a phone on 3G gets lite media; a very slow scroller calm motion.
 * Keys of variants are fixed here, so that tests and notes can name them.
 */
export const VARIANT_KEYS = {
  heroDefault: 'Hd3fX0Qm7aVk',
  heroLaptops: 'Lp8sWq2ZrT5n',
  heroCompare: 'Cm4yB9uKe1Xd',
  heroPrice: 'Pr6tJ3vNh8Wc',
  offer: 'Of2zM7gRk5Ys',
  bannerDefault: 'Bd9pL4xCj6Uf',
  compareTable: 'Tb5nD1qHw3Ge',
  liteMedia: 'Lm7kV2sFa9Zo',
  calmMotion: 'Cl1rS6eYb4Ni',
} as const;

/** What one run of the demo may change. */
export interface StorySettings {
  /** How long somebody hesitates with a full cart before the offer, in seconds. 90 in real life. */
  readonly hesitationSeconds: number;
  /** When the offer ends. */
  readonly offerEnds: Date;
}

/** Reads TESSERA_DEMO_HESITATION; the offer ends at midnight UTC, a week from now. */
export function storySettings(env: NodeJS.ProcessEnv, now: Date): StorySettings {
  const text = env.TESSERA_DEMO_HESITATION ?? '8';
  const hesitationSeconds = Number(text);
  if (!Number.isFinite(hesitationSeconds) || hesitationSeconds <= 0 || text.trim() === '') {
    throw new Error(`TESSERA_DEMO_HESITATION is "${text}"; it must be a number of seconds above 0, e.g. 8`);
  }
  const offerEnds = new Date(now);
  offerEnds.setUTCHours(24 * 7, 0, 0, 0);
  return { hesitationSeconds, offerEnds };
}
