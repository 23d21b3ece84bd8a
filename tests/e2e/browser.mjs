// Chromium as every test and benchmark starts it.
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const DIST = `${ROOT}dist`;

const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-dev-shm-usage', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync', '--force-color-profile=srgb',
];

/** Waits until the page's answer is in one of these states: preliminary, settled, conflict … */
export const state = (page, names, timeout = 90_000) =>
  page.waitForSelector(names.map((name) => `html[data-state=${name}]`).join(), { state: 'attached', timeout });

/** Waits until the plan that is shown answers the current edits; it may still be improved. */
export const answered = (page) => state(page, ['preliminary', 'settled']);

/** Waits for the canonical answer of the current edits. */
export const settled = (page, timeout) => state(page, ['settled'], timeout);

/** Drags the slider of the total budget between two shares of its track. */
export async function drag(page, from, to, { steps = 20, drop = true } = {}) {
  const at = await page.locator('.sl.big input[type=range]').boundingBox();
  const place = (share) => [at.x + 7 + (at.width - 14) * share, at.y + at.height / 2];
  await page.mouse.move(...place(from));
  await page.mouse.down();
  for (let i = 1; i <= steps; i++) {
    await page.mouse.move(...place(from + ((to - from) * i) / steps));
    await page.waitForTimeout(16);
  }
  if (drop) await page.mouse.up();
}

export function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
}
