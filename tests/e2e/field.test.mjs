// What users of neighbouring tools have reported, tried here: docs/field-reports.md says which report each test is about.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { answered, settled } from './browser.mjs';
import { address, browserTest, open } from './harness.mjs';

const RUIAN = JSON.parse(readFileSync(new URL('../../fixtures/plans/ruian.json', import.meta.url), 'utf8'));
const TINY = JSON.parse(readFileSync(new URL('../../fixtures/plans/tiny-3units.json', import.meta.url), 'utf8'));

// How browsers lack a clipboard: none on an insecure address, null or without a way to write in some web views, or forbidden.
const CLIPBOARDS = {
  missing: 'undefined',
  null: 'null',
  'unable to write': '({})',
  forbidden: '({ writeText: () => Promise.reject(new DOMException("no", "NotAllowedError")) })',
};

for (const [how, value] of Object.entries(CLIPBOARDS)) {
  browserTest(`a link is copied where the clipboard is ${how}`, async (context) => {
    const init = `if (!location.search) Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => ${value} })`;
    const page = await open(context, { init });
    await answered(page);
    await page.locator('#share').click();
    await page.locator('dialog .st.ok').waitFor();
    const link = await page.locator('#share-link').inputValue();
    const beside = await page.context().newPage();
    await beside.goto(`${address()}?paste`);
    assert.equal(await beside.evaluate(() => navigator.clipboard.readText()), link);
  });
}

browserTest('a file that is let go over the page leaves it as it is', async (context) => {
  const page = await open(context);
  await answered(page);
  const file = `${tmpdir()}/dabiao-let-go.json`;
  writeFileSync(file, '{}');
  const before = page.url();
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [file], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop']) await session.send('Input.dispatchDragEvent', { type, x: 700, y: 400, data });
  await page.waitForTimeout(500);
  assert.equal(page.url(), before);
  assert.equal(page.context().pages().length, 1, 'no page shows the file');
});

browserTest('a printer gets every row of the allocation, and the rail stays away', async (context) => {
  const page = await open(context, { hash: '/hengyang' });
  await answered(page);
  await page.getByRole('button', { name: '全部展开' }).click();
  const rows = () => document.querySelectorAll('.alloc tbody tr:not(.gap)').length;
  await page.waitForFunction(() => document.querySelectorAll('.alloc tbody tr.gap:not([hidden])').length > 0);
  // Heard after the page has heard it, and before the browser draws for the printer.
  await page.evaluate(() => addEventListener('beforeprint', () => {
    globalThis.printed = document.querySelectorAll('.alloc tbody tr:not(.gap)').length;
  }));
  const drawn = await page.evaluate(rows);
  await page.pdf();
  const all = Number(await page.locator('.alloc').getAttribute('aria-rowcount')) - 3;
  assert.ok(drawn < all, `${drawn} of ${all} rows are drawn on the screen`);
  assert.equal(await page.evaluate(() => globalThis.printed), all);
  await page.waitForFunction((all) => document.querySelectorAll('.alloc tbody tr:not(.gap)').length < all, all);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('.rail').isVisible(), false);
  const cut = await page.locator('.alloc-box').evaluate((box) => box.scrollHeight - box.clientHeight);
  assert.ok(cut <= 1, `${cut} pixels of the table are cut off below`);
});

browserTest('with forced colours the legend has the colours of the bars', async (context) => {
  const page = await open(context);
  await answered(page);
  await page.emulateMedia({ forcedColors: 'active' });
  const colour = (selector, part) => page.evaluate(([s, p]) => getComputedStyle(document.querySelector(s), p).backgroundColor, [selector, part]);
  assert.equal(await colour('.key.new', '::before'), await colour('.bu .f'));
  assert.equal(await colour('.key.base', '::before'), await colour('.bu .e'));
  assert.notEqual(await colour('.key.new', '::before'), await colour('.key.base', '::before'));
  const swatches = await page.locator('.ramp i[data-class]').evaluateAll((all) => all.map((i) => getComputedStyle(i).backgroundColor));
  assert.equal(new Set(swatches).size, swatches.length, swatches.join());
});

browserTest('names of any length leave a phone without sideways scroll', async (context) => {
  const plan = structuredClone(RUIAN);
  const long = { zh: '指标'.repeat(80), en: 'Targettarget'.repeat(30) };
  plan.targets[0].name = long;
  plan.document.title = plan.document.short = long;
  const wide = () => document.documentElement.scrollWidth - innerWidth;
  const page = await open(context, { hash: '/long', plans: { long: plan }, viewport: 'phone', lang: 'en' });
  await answered(page);
  await page.evaluate(() => {
    const edits = {};
    const scenario = { format: 'dabiao-scenario/1', plan: 'long', name: '长'.repeat(60), edits };
    localStorage['dabiao.scenarios.long'] = JSON.stringify({ format: 'dabiao-scenarios/1', scenarios: [scenario] });
  });
  for (const at of ['', '/sources', '/compare', '/sweep']) {
    await page.evaluate((hash) => { location.hash = hash; }, `/long${at}`);
    await page.locator('main h1').first().waitFor();
    if (at === '/compare') await page.locator('.shelf li b').waitFor();
    await page.waitForTimeout(300);
    assert.ok(await page.evaluate(wide) <= 0, `${at || 'workbench'} is ${await page.evaluate(wide)} pixels too wide`);
  }
  const label = page.locator('.sl label').filter({ hasText: 'Targettarget' }).first();
  await page.evaluate(() => { location.hash = '/long'; });
  if (await label.count()) {
    const { right } = await label.evaluate((l) => l.getBoundingClientRect());
    assert.ok(right <= 390, `a slider's name ends at ${right}`);
  }
});

browserTest('a kept time that is no time is left out', async (context) => {
  const page = await open(context);
  await answered(page);
  await page.locator('.sl.big .stp').last().click();
  await page.waitForFunction(() => localStorage['dabiao.when.ruian']);
  for (const when of ['NaN', '1e300']) {
    await page.evaluate((text) => { localStorage['dabiao.when.ruian'] = text; location.hash = '/'; }, when);
    await page.reload();
    const said = await page.locator('#plan-ruian .mine').innerText();
    assert.doesNotMatch(said, /Invalid|NaN/, said);
    assert.match(said, /改过/);
  }
});

browserTest('keys in the table act on the cell that has the focus, whoever gave it', async (context) => {
  const page = await open(context);
  await answered(page);
  const id = await page.evaluate(() => {
    const cell = [...document.querySelectorAll('.alloc td[data-column^=m]')].filter((c) => /^\d/.test(c.textContent))[5];
    cell.focus();
    return cell.id;
  });
  await page.keyboard.press('l');
  await page.locator('.alloc td.pin').waitFor();
  assert.deepEqual(await page.locator('.alloc td.pin').evaluateAll((all) => all.map((cell) => cell.id)), [id]);
});

browserTest('a sweep takes digits and signs of an input method', async (context) => {
  const page = await open(context, { hash: '/ruian/sweep' });
  const said = page.locator('.sweep-form [role=status]');
  const cases = { '#sweep-budgets': ['５０..１００：１０', '50~100:10', '80%；100%', '80、100，120'], '#sweep-costs': ['１．１', '0.9；1'], '#sweep-steps': ['１０'] };
  const right = { '#sweep-budgets': ['6', '6', '2', '3'], '#sweep-costs': ['1', '2'], '#sweep-steps': ['1'] };
  for (const [field, texts] of Object.entries(cases)) {
    for (const [i, text] of texts.entries()) {
      await page.locator(field).fill(text);
      assert.equal((await said.innerText()).match(/\d+/)?.[0], right[field][i], `${field} ${text}: ${await said.innerText()}`);
    }
    await page.locator(field).fill(field === '#sweep-steps' ? '' : field === '#sweep-costs' ? '1' : '100');
  }
});

browserTest('names with commas and signs stay in their cells, on the page and in its CSV', async (context) => {
  const plan = structuredClone(TINY);
  const path = '=1+1, "瑞"';
  plan.region.paths[0].id = plan.region.default_path = path;
  const page = await open(context, { hash: '/odd/sweep', plans: { odd: plan } });
  await page.locator('#sweep-budgets').fill('100');
  await page.locator('#sweep-go').click();
  await page.locator('.sweep-state[data-stage=done]').waitFor();
  assert.equal(await page.locator('table.sweep th[scope=row]').innerText(), plan.region.paths[0].name.zh);
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('#sweep-csv').click()]);
  const text = readFileSync(await download.path(), 'utf8');
  assert.ok(text.startsWith('\ufeffplan,path,'), 'Excel learns that it is UTF-8');
  assert.ok(text.includes('\nodd,"\'=1+1, ""瑞""",1,100,'), text);
});

browserTest('a swipe that the browser takes for scrolling moves no slider', async (context) => {
  const page = await open(context, {});
  await settled(page);
  const before = await page.locator('.sl.big .fld input').inputValue();
  // What Chromium sends for a swipe that begins on a track: the thumb jumps, then the gesture is taken away.
  await page.locator('.sl.big input[type=range]').evaluate((thumb) => {
    const pointer = (type) => thumb.dispatchEvent(new PointerEvent(type, { bubbles: true, pointerType: 'touch', pointerId: 7 }));
    pointer('pointerdown');
    thumb.value = String(Number(thumb.max) * 0.9);
    thumb.dispatchEvent(new Event('input', { bubbles: true }));
    pointer('pointercancel');
    thumb.dispatchEvent(new Event('change', { bubbles: true }));
  });
  assert.equal(await page.locator('.sl.big .fld input').inputValue(), before);
  assert.ok(await page.locator('#undo').isDisabled());
});

browserTest('a file of hundreds of megabytes is refused at once', async (context) => {
  const page = await open(context, { hash: '/ruian/compare' });
  const field = page.locator('input[type=file]').first();
  await field.waitFor({ state: 'attached' });
  // The browser says how large a file is before anything of it is read.
  await field.evaluate((input) => {
    const file = new File(['{}'], 'large.json');
    Object.defineProperty(file, 'size', { value: 700e6 });
    Object.defineProperty(file, 'arrayBuffer', { value: () => new Promise(() => {}) });
    Object.defineProperty(input, 'files', { value: { 0: file, length: 1, item: () => file } });
    input.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await page.getByText('700 MB').waitFor({ timeout: 5_000 });
});
