// The site starts: in a browser of today, in one without WebAssembly, in one without scripts, and after a failure.
import assert from 'node:assert/strict';
import { settled } from './browser.mjs';
import { accessibilityFaults, address, browserTest, open, shot, shots, takeProblems } from './harness.mjs';

browserTest('the page starts without a complaint and its worker answers', async (context) => {
  const page = await open(context);
  await settled(page);
  await shots(page, 'start');
  assert.equal(await page.locator('#boot').count(), 0);
});

browserTest('the policy refuses a foreign script, an inline script and a foreign request', async (context) => {
  const page = await open(context);
  const ran = await page.evaluate(async () => {
    const inline = document.createElement('script');
    inline.textContent = 'globalThis.inlineRan = true';
    document.head.append(inline);
    const reached = await fetch('https://example.com/').then(() => true, () => false);
    return { inline: globalThis.inlineRan === true, reached };
  });
  assert.deepEqual(ran, { inline: false, reached: false });
  const complaints = takeProblems(page).join('\n');
  assert.match(complaints, /Executing inline script violates .* 'script-src/);
  assert.match(complaints, /Connecting to .* violates .* "connect-src/);
});

browserTest('nothing is loaded from elsewhere', async (context) => {
  const page = await open(context);
  const names = await page.evaluate(() => performance.getEntriesByType('resource').map((entry) => entry.name));
  assert.ok(names.length > 0);
  assert.deepEqual(names.filter((name) => !name.startsWith(address()) && !name.startsWith('data:')), []);
});

browserTest('without scripts the outline is drawn, and a sentence asks for them', async (context) => {
  const page = await open(context, { scripts: false });
  await shot(page, 'start without scripts');
  assert.ok(await page.locator('.boot-top').isVisible());
  assert.match(await page.locator('noscript').innerText(), /JavaScript/);
  takeProblems(page); // Chromium without scripts refuses to preload one, and reports that.
});

browserTest('a browser that is too old is told so in words', async (context) => {
  const page = await open(context, { ready: false, init: () => { delete globalThis.structuredClone; } });
  await page.locator('#boot-old').waitFor({ state: 'visible' });
  await shot(page, 'start too old');
  assert.match(await page.locator('#boot-old').innerText(), /太旧[\s\S]*too old/);
  assert.equal(await page.locator('#boot-skeleton').isVisible(), false);
});

browserTest('a page that cannot start says so, with the reason', async (context) => {
  const init = () => {
    WebAssembly.instantiateStreaming = WebAssembly.instantiate = () => Promise.reject(new Error('no memory'));
  };
  const page = await open(context, { ready: false, init });
  await page.locator('#boot-failed').waitFor({ state: 'visible' });
  await shot(page, 'start failed');
  assert.match(await page.locator('#boot-reason').innerText(), /no memory/);
  assert.ok(takeProblems(page).length > 0);
});

browserTest('assistive technology finds no fault in the page at its start', async (context) => {
  const page = await open(context);
  assert.deepEqual(await accessibilityFaults(page), []);
});
