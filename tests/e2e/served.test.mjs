// Hosts that send the site's files otherwise than they should, and tools that change the page: what is said, and what goes on.
import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import { DIST, answered, settled } from './browser.mjs';
import { browserTest, open, shot, takeProblems } from './harness.mjs';

/** Sends the files whose path fits with another status, type or body. */
const as = (pattern, { status, type, body }) => (page) =>
  page.route(pattern, async (route) => {
    const answer = await route.fetch();
    const headers = { ...answer.headers(), ...(type && { 'content-type': type }) };
    await route.fulfill({ response: answer, status, headers, ...(body && { body }) });
  });

/** Waits until the console has an error, which may come after what the page says of it, and forgets all of them. */
async function complained(page) {
  for (let i = 0; i < 100 && page.problems.length === 0; i++) await page.waitForTimeout(100);
  assert.ok(takeProblems(page).length > 0, 'nothing was written to the console');
}

const INDEX = { type: 'text/html', body: '<!DOCTYPE html><html><body>the front page</body></html>' };

browserTest('a host that does not know wasm serves the whole page', async (context) => {
  const page = await open(context, { before: as(/\.wasm$/, { type: 'application/octet-stream' }) });
  await settled(page);
  await page.locator('#share').click();
  await page.locator('dialog[open]').waitFor();
  assert.equal(await page.locator('#misserved').count(), 0);
  takeProblems(page); // wasm-bindgen warns of the type.
});

browserTest('a second piece that is answered with the front page is named, with its type', async (context) => {
  const page = await open(context, { before: as(/more-[0-9a-f]+\.wasm$/, INDEX) });
  await answered(page);
  const said = page.locator('#misserved');
  await said.waitFor({ timeout: 30_000 });
  await shot(page, 'served more as html');
  assert.match(await said.innerText(), /more-[0-9a-f]{16}\.wasm 当作“text\/html”.*application\/wasm/);
  await complained(page);
});

browserTest('a second piece that is not there is named, with the status', async (context) => {
  const page = await open(context, { lang: 'en', hash: '/ruian/compare', before: as(/more-[0-9a-f]+\.wasm$/, { status: 404, type: 'text/plain', body: 'not found' }) });
  const said = page.locator('#misserved');
  await said.waitFor({ timeout: 30_000 });
  assert.match(await said.innerText(), /did not send the file more-[0-9a-f]{16}\.wasm \(HTTP 404\)/);
  await complained(page);
});

browserTest('a worker that is answered with the front page is named', async (context) => {
  const page = await open(context, { before: as(/solver-[0-9a-f]+\.js$/, INDEX) });
  const said = page.locator('#misserved');
  await said.waitFor({ timeout: 30_000 });
  assert.match(await said.innerText(), /solver-[0-9a-f]{16}\.js.*text\/html/);
  assert.ok(await page.getByText('计算没有启动成功').isVisible());
  takeProblems(page);
});

browserTest("a worker's program that is answered with the front page is named", async (context) => {
  const page = await open(context, { before: as(/solver-[0-9a-f]+_bg\.wasm$/, INDEX) });
  const said = page.locator('#misserved');
  await said.waitFor({ timeout: 60_000 });
  assert.match(await said.innerText(), /solver-[0-9a-f]{16}_bg\.wasm.*text\/html/);
  takeProblems(page);
});

for (const [what, pattern, name] of [['program', /app-[0-9a-f]+_bg\.wasm$/, /app-[0-9a-f]{16}_bg\.wasm: text\/html/], ['script', /app-[0-9a-f]+\.js$/, /app-[0-9a-f]{16}\.js: text\/html/]]) {
  browserTest(`the page's own ${what}, answered with the front page, is named`, async (context) => {
    const page = await open(context, { ready: false, before: as(pattern, INDEX) });
    await page.locator('#boot-served').waitFor({ state: 'visible', timeout: 30_000 });
    await shot(page, `served ${what} as html`);
    assert.match(await page.locator('#boot-reason').innerText(), name);
    await complained(page);
  });
}

// What translating browsers do: a copy in place of the page's own text.
function translate() {
  const walker = document.createTreeWalker(document.querySelector('#app'), NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const text of texts.filter((t) => t.data.trim())) {
    const [outer, inner] = [document.createElement('font'), document.createElement('font')];
    inner.append(document.createTextNode(`T:${text.data}`));
    outer.append(inner);
    text.parentNode.replaceChild(outer, text);
  }
  return texts.length;
}

browserTest('a translated page shows no old figure, and says what it does about it', async (context) => {
  const page = await open(context);
  await settled(page);
  assert.equal(await page.evaluate(() => document.documentElement.translate), false);
  const before = await page.locator('.verdict').innerText();
  assert.match(before, /12\.98/);
  assert.ok(await page.evaluate(translate) > 100);
  await page.locator('#translated').waitFor({ state: 'visible' });
  await page.locator('.sl.big .fld input').fill('60000');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => !document.querySelector('.verdict').innerText.includes('12.98'));
  await shot(page, 'translated');
  const after = await page.locator('.verdict').innerText();
  assert.match(after, /预算 6(\.00)? 亿元/);
  assert.equal(await page.locator('#app font').count(), 0);
});

browserTest('copies that are put back again and again are hidden rather than shown out of date', async (context) => {
  const page = await open(context);
  await answered(page);
  for (let i = 0; i < 22; i++) await page.evaluate(translate);
  await page.waitForSelector('html[data-translated=stale]');
  await page.evaluate(translate);
  assert.equal(await page.locator('#app font').first().isVisible(), false);
});

browserTest('a policy of the host that refuses the program is named', async (context) => {
  const before = (page) => page.route('**/', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, headers: { ...answer.headers(), 'content-security-policy': "default-src 'self'" } });
  });
  const page = await open(context, { ready: false, hash: '', before });
  await page.locator('#boot-policy').waitFor({ state: 'visible', timeout: 30_000 });
  assert.match(await page.locator('#boot-reason').innerText(), /Content-Security-Policy: script-src-elem inline/);
  await complained(page);
});

browserTest('a page that is opened as a file says that it wants a web server', async (context) => {
  const page = await open(context, { hash: '' });
  await page.goto(pathToFileURL(`${DIST}/index.html`).href);
  await page.locator('#boot-file').waitFor({ state: 'visible', timeout: 30_000 });
  await shot(page, 'opened as a file');
  takeProblems(page);
});
