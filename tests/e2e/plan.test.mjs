// The plan on the map, in the table and as money by year: pins, keys, the year, in Chromium on the built site.
import assert from 'node:assert/strict';
import { answered } from './browser.mjs';
import { accessibilityFaults, browserTest, open, shot } from './harness.mjs';

/** Waits for a plan with figures on the map. */
async function drawn(page) {
  await answered(page);
  await page.waitForFunction(() => /\d/.test(document.querySelector('.tile b')?.textContent ?? ''));
}

const cell = (page, unit, measure) => page.locator(`td[data-unit="${unit}"][data-column="m${measure}"]`);
const editor = (page) => page.locator('.alloc-edit');
const focused = (page) => page.evaluate(() => document.activeElement.id);

browserTest('a cell is pinned by mouse and by keys, and undo takes the pin back', async (context) => {
  const page = await open(context);
  await drawn(page);
  await cell(page, 0, 0).click();
  await editor(page).locator('input').fill('3');
  await page.keyboard.press('Enter');
  await drawn(page);
  assert.equal(await cell(page, 0, 0).innerText(), '3');
  assert.match(await cell(page, 0, 0).getAttribute('class'), /pin/);
  assert.equal(await focused(page), 'alloc-0-m0');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('l');
  assert.equal(await page.locator('td.pin').count(), 2);
  await shot(page, 'allocation pinned');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await drawn(page);
  assert.equal(await page.locator('td.pin').count(), 0);
});

browserTest('a number out of range keeps its text and changes nothing; Esc takes the rest back', async (context) => {
  const page = await open(context);
  await drawn(page);
  await cell(page, 0, 0).click();
  const input = editor(page).locator('input');
  await input.fill('2');
  await input.fill('5000');
  assert.equal(await input.getAttribute('aria-invalid'), 'true');
  await page.keyboard.press('Enter');
  assert.equal(await input.inputValue(), '5000');
  await page.keyboard.press('Escape');
  assert.equal(await editor(page).count(), 0);
  assert.equal(await page.locator('td.pin').count(), 0);
  assert.ok(await page.locator('#undo').isDisabled());
});

browserTest('a barred cell says 0, and all pins are released at once', async (context) => {
  const page = await open(context);
  await drawn(page);
  await cell(page, 2, 0).click();
  await editor(page).locator('input').fill('0');
  await page.keyboard.press('Enter');
  await drawn(page);
  assert.equal(await cell(page, 2, 0).innerText(), '0');
  await page.locator('#free-all').click();
  await drawn(page);
  assert.equal(await page.locator('td.pin').count(), 0);
  await page.locator('.toast button').first().click();
  assert.equal(await page.locator('td.pin').count(), 1);
});

browserTest('a pin of one year and of all years are told apart', async (context) => {
  const page = await open(context);
  await drawn(page);
  const years = page.locator('.allocation .seg button');
  await years.nth(1).click();
  await cell(page, 12, 0).click();
  await editor(page).locator('input').fill('1');
  await page.keyboard.press('Enter');
  assert.match(await cell(page, 12, 0).getAttribute('class'), /pin/);
  await years.nth(0).click();
  assert.match(await cell(page, 12, 0).getAttribute('class'), /part/);
});

browserTest('arrows walk the map, a chosen tile marks its row, and fields open', async (context) => {
  const page = await open(context);
  await drawn(page);
  await page.locator('.tile[tabindex="0"]').focus();
  const first = await focused(page);
  await page.keyboard.press('ArrowDown');
  assert.notEqual(await focused(page), first);
  await page.keyboard.press('Enter');
  const unit = (await focused(page)).replace('tile-', '');
  assert.match(await page.locator(`#alloc-${unit}`).getAttribute('class'), /on/);
  const before = await page.locator('.alloc col').count();
  await page.locator('th.field button').nth(1).click();
  assert.ok((await page.locator('.alloc col').count()) > before);
});

browserTest('another indicator and year give other numbers, with a sentence for those who cannot see', async (context) => {
  const page = await open(context);
  await drawn(page);
  const sentence = () => page.locator('#tile-12 .vh').textContent();
  const now = await sentence();
  assert.match(now, /塘下镇，2024 年每千常住人口托位：[\d.]+，(达到|低于) 4\.5/);
  await page.locator('.map .seg button').first().click();
  assert.match(await sentence(), /现状/);
  await page.locator('.map-by').selectOption('c');
  assert.match(await sentence(), /累计投资/);
});

browserTest('money by year is a figure with real text, and a table', async (context) => {
  const page = await open(context, { lang: 'en' });
  await drawn(page);
  const figure = page.locator('.money-figure svg');
  assert.equal(await figure.getAttribute('role'), 'img');
  assert.match(await figure.locator('desc').textContent(), /2022: .* spent/);
  assert.ok((await figure.locator('text').count()) > 8);
  await page.locator('.money-years .money-table summary').click();
  assert.equal(await page.locator('.money-years .money-table tbody tr').count(), 3);
});

browserTest('map, table and open editor are fit for assistive technology', async (context) => {
  for (const dark of [false, true]) {
    const page = await open(context, { dark });
    await drawn(page);
    await page.locator('#tile-12').click();
    await cell(page, 0, 0).click();
    await editor(page).waitFor();
    assert.deepEqual(await accessibilityFaults(page, '.main'), []);
  }
});

browserTest('pins beyond the budget are named with what to do, the last plan stays, and undo leads back', async (context) => {
  const page = await open(context);
  await drawn(page);
  await cell(page, 0, 0).click();
  await editor(page).locator('input').fill('2');
  await page.keyboard.press('Enter');
  await drawn(page);
  const budget = async () => (await page.locator('.verdict h1').innerText()).split('：')[0];
  const before = await budget();
  await page.locator('.sl.big .fld input').fill('0');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.trouble[role=alert] li', { timeout: 30_000 });
  const said = await page.locator('.trouble[role=alert]').first().innerText();
  assert.match(said, /锁定/, said);
  assert.match(said, /年/, said);
  await shot(page, 'pins beyond the budget');
  await page.locator('.trouble[role=alert] button').first().click();
  await page.waitForSelector('.trouble[role=alert]', { state: 'detached', timeout: 30_000 });
  await drawn(page);
  assert.equal(await budget(), before);
});

browserTest('without any money there is still a plan, and it says what is missing', async (context) => {
  // Of Yueqing nothing has to be built or paid for first.
  const page = await open(context, { hash: '/yueqing' });
  await drawn(page);
  await page.locator('.sl.big .fld input').fill('0');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => /预算 0/.test(document.querySelector('.verdict h1')?.textContent ?? ''), null, { timeout: 30_000 });
  await drawn(page);
  assert.equal(await page.locator('.trouble[role=alert]').count(), 0);
  assert.match(await page.locator('.verdict h1').innerText(), /还差 \d+ 项/);
});
