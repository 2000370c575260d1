import type { Browser, Page } from 'playwright-core';
import { AIM, SWAPPED, VIEWPORT } from './page.js';
import { CATEGORIES, type MainThread, mainThread } from './trace.js';

const VISIT_MS = 5_000;

export interface Visit extends MainThread {
  readonly cls: number;
  /** The slot showed the later fragment in the end. */
  readonly swapped: boolean;
}

declare global {
  interface Window {
    shifted: number;
  }
}

/** Runs in the page: layout shifts as Core Web Vitals count them, without those that follow an act. */
function watchShifts(): void {
  window.shifted = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & {
      value: number;
      hadRecentInput: boolean;
    })[])
      if (!entry.hadRecentInput) window.shifted += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
}

/** One visitor's visit, always the same: scrolls, looks at the price, puts in the cart, types, scrolls on, leaves. */
export async function visit(browser: Browser, url: string): Promise<Visit> {
  const context = await browser.newContext({ viewport: VIEWPORT });
  try {
    const page = await context.newPage();
    await page.addInitScript(watchShifts);
    await browser.startTracing(page, { categories: CATEGORIES });
    await page.goto(url);
    await act(page, performance.now());
    const seen = await page.evaluate((slot) => {
      const element = document.querySelector<HTMLElement>(`[data-tessera-slot="${slot}"]`);
      return { cls: window.shifted, variant: element?.dataset.tesseraVariant };
    }, SWAPPED.slot);
    // Leaving is part of it: tags have a last word.
    await page.goto('about:blank');
    const trace = (await browser.stopTracing()).toString();
    return { ...mainThread(trace, url, VISIT_MS), cls: seen.cls, swapped: seen.variant === SWAPPED.after };
  } finally {
    await context.close();
  }
}

/** Each act at its own time after `start`, however long the one before took. */
async function act({ mouse, keyboard }: Page, start: number): Promise<void> {
  const until = (ms: number) =>
    new Promise((resolve) => setTimeout(resolve, Math.max(0, start + ms - performance.now())));
  const scroll = async (from: number, steps: number) => {
    for (let step = 0; step < steps; step++) {
      await until(from + step * 50);
      await mouse.wheel(0, 60);
    }
  };
  await mouse.move(200, 450);
  await scroll(200, 8);
  // Nothing is touched while the offer is swapped: a shift would count.
  await until(2_200);
  await mouse.move(AIM.price.x, AIM.price.y, { steps: 5 });
  await until(2_900);
  await mouse.click(AIM.wish.x, AIM.wish.y);
  await mouse.click(AIM.cart.x, AIM.cart.y);
  await until(3_200);
  await mouse.click(AIM.search.x, AIM.search.y);
  for (const letter of 'laptop') {
    await keyboard.press(letter);
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  await mouse.move(200, 450, { steps: 5 });
  await scroll(4_000, 16);
  await until(VISIT_MS);
}
