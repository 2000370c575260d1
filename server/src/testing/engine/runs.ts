/** How often each property of the engine is tried. Every run is small, so all of them take a minute or two. */
export const RUNS = 10_000;

/** Where test times start: an arbitrary whole hour, epoch ms. */
export const T0 = 1_800_000_000_000;
