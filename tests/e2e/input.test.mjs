// What is typed: numbers in every way people write them, and text that is being composed with an input method.
import assert from 'node:assert/strict';
import { answered, settled } from './browser.mjs';
import { browserTest, open, shot } from './harness.mjs';

const box = (page) => page.locator('.sl.big .fld input');
const wrong = (page) => page.locator('.sl.big .err');
const cell = (page, unit, measure) => page.locator(`td[data-unit="${unit}"][data-column="m${measure}"]`);
const editor = (page) => page.locator('.alloc-edit');
const edits = (page, plan = 'ruian') => page.evaluate((id) => JSON.parse(localStorage.getItem(`dabiao.edits.${id}`) ?? 'null')?.content, plan);

async function enter(page, field, text) {
  await field.fill(text);
  await field.press('Enter');
}

/** An input method at work in the focused field: `text` stands there underlined, nothing is entered yet. */
async function compose(page, text) {
  page.ime ??= await page.context().newCDPSession(page);
  await page.ime.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
}

/** A key that the input method takes, as Chromium tells the page. */
async function taken(page, code, key) {
  const event = { windowsVirtualKeyCode: 229, code, key };
  await page.ime.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...event });
  await page.ime.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
}

browserTest('money is typed with its unit, in full width, against the plan; a decimal comma is refused in words', async (context) => {
  const page = await open(context);
  await answered(page);
  const plan = await box(page).inputValue();
  for (const [typed, shown] of [['12.98亿', '129,800'], ['129800万元', '129,800'], ['１２９，８００', '129,800'], ['100%', plan], ['60,000', '60,000']]) {
    await enter(page, box(page), typed);
    assert.equal(await box(page).inputValue(), shown, typed);
    assert.ok(await wrong(page).isHidden(), typed);
  }
  const whole = Number(plan.replaceAll(',', ''));
  await enter(page, box(page), '−20 %');
  assert.equal(Number((await box(page).inputValue()).replaceAll(',', '')), whole * 0.8);
  const before = await box(page).inputValue();
  for (const typed of ['12,98', '1,2', '0,5', '-5', '很多']) {
    await enter(page, box(page), typed);
    assert.equal(await box(page).inputValue(), typed);
    assert.ok(await wrong(page).isVisible(), typed);
    assert.ok((await wrong(page).innerText()).length > 5, typed);
  }
  assert.match(await wrong(page).innerText(), /不是数/);
  await shot(page, 'input refused');
  await box(page).press('Escape');
  assert.equal(await box(page).inputValue(), before);
});

browserTest('a level is shown with every decimal it has', async (context) => {
  const page = await open(context);
  await answered(page);
  const level = page.locator('.sl:not(.big)', { has: page.locator('input[id^="k-Level"]') }).first();
  await enter(page, level.locator('.fld input'), '4.49');
  await answered(page);
  const shown = await level.locator('.fld input').inputValue();
  const kept = Object.values(Object.values((await edits(page)).targets)[0].levels).at(-1);
  assert.equal(shown, '4.49');
  assert.equal(kept, 4.49);
});

browserTest('a total below what was added to a source is reached, and the plan’s total is shared as the plan shares it', async (context) => {
  // Of Yueqing nothing has to be built or paid for: there is a plan without any money.
  const added = '{"added":{"own":{"2022":-1000000,"2024":2500000}}}';
  const init = `if (!sessionStorage.seen) { sessionStorage.seen = 1; localStorage.setItem('dabiao.edits.yueqing', '${added}'); }`;
  const page = await open(context, { hash: '/yueqing', init });
  await answered(page);
  for (const typed of ['1,000', '0']) {
    await enter(page, box(page), typed);
    assert.equal(await box(page).inputValue(), typed);
    await answered(page);
    assert.equal(await page.locator('.verdict-box .trouble, .verdict .trouble').count(), 0);
  }
  await enter(page, box(page), '100%');
  await answered(page);
  assert.match(await page.locator('.top .scn').innerText(), /与规划一致/);
});

browserTest('a cell takes digits of full width, and a digit replaces what stands there', async (context) => {
  const page = await open(context);
  await settled(page);
  await cell(page, 0, 0).click();
  await page.keyboard.type('2');
  assert.equal(await editor(page).locator('input').inputValue(), '2');
  await editor(page).locator('input').fill('３');
  await page.keyboard.press('Enter');
  await answered(page);
  assert.equal(await cell(page, 0, 0).innerText(), '3');
  // On a cell that is reached but not open, the first digit opens it.
  await page.keyboard.type('1');
  assert.equal(await editor(page).locator('input').inputValue(), '1');
  await page.keyboard.press('Escape');
  assert.equal(await cell(page, 0, 0).innerText(), '3');
});

browserTest('a number that does not fit a cell leaves it as it was, its first digits too', async (context) => {
  const page = await open(context);
  await answered(page);
  await cell(page, 0, 0).click();
  for (const typed of ['1,2', '1999', '1.5']) {
    await editor(page).locator('input').fill('');
    await page.keyboard.type(typed);
    assert.equal(await editor(page).locator('input').getAttribute('aria-invalid'), 'true', typed);
    assert.equal(await editor(page).locator('input').inputValue(), typed);
    assert.equal(await page.locator('td.pin').count(), 0, typed);
  }
  await box(page).click();
  assert.equal(await page.locator('td.pin').count(), 0);
  assert.ok(await page.locator('#undo').isDisabled());
});

browserTest('Enter that ends a composition neither closes a rename nor loses the name', async (context) => {
  const page = await open(context, { hash: '/ruian/compare' });
  await page.locator('#three').click();
  const name = page.locator('.cr.hd .name').first();
  await name.click();
  const field = page.locator('.cr.hd input.find');
  await field.fill('');
  await compose(page, 'pian');
  await taken(page, 'Enter', 'Process');
  await field.evaluate((input) => {
    for (const [isComposing, keyCode] of [[true, 13], [false, 229]]) {
      const event = new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', bubbles: true, isComposing });
      Object.defineProperty(event, 'keyCode', { get: () => keyCode });
      input.dispatchEvent(event);
    }
  });
  assert.equal(await field.count(), 1);
  await page.ime.send('Input.insertText', { text: '偏少' });
  assert.equal(await field.inputValue(), '偏少');
  await field.press('Enter');
  assert.equal(await field.count(), 0);
  assert.equal(await name.innerText(), '偏少');
});

browserTest('a slider’s number and a cell are not entered in the middle of a composition', async (context) => {
  const page = await open(context);
  await answered(page);
  const before = await box(page).inputValue();
  await box(page).fill('');
  await compose(page, '600');
  await box(page).evaluate((input) => input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', bubbles: true, isComposing: true })));
  assert.ok(await page.locator('#undo').isDisabled());
  await page.ime.send('Input.insertText', { text: '６００００' });
  await box(page).press('Enter');
  assert.equal(await box(page).inputValue(), '60,000');
  assert.notEqual(before, '60,000');
  await answered(page);
  await cell(page, 0, 0).click();
  await compose(page, '2');
  assert.equal(await page.locator('td.pin').count(), 0);
  await page.ime.send('Input.insertText', { text: '２' });
  await page.keyboard.press('Enter');
  await answered(page);
  assert.equal(await cell(page, 0, 0).innerText(), '2');
});

browserTest('letters work as keys with an input method on', async (context) => {
  const page = await open(context);
  await answered(page);
  await cell(page, 0, 0).click();
  await page.keyboard.press('Escape');
  page.ime = await page.context().newCDPSession(page);
  await taken(page, 'KeyL', 'Process');
  assert.equal(await page.locator('td.pin').count(), 1);
  await page.ime.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', windowsVirtualKeyCode: 229, code: 'KeyZ', key: 'Process', modifiers: 2 });
  await page.locator('td.pin').waitFor({ state: 'detached' });
});
