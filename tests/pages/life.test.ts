import type { Page } from 'playwright-core';
import type { Answer } from '../support/answers';
import { findBarriers, startPages } from '../support/browser';
import { printedForBusyAgency } from '../support/printedFor';

const YEAR = 2025;
const RECEIVED = 'requests.received.naturalPerson';
/** How many clicks filing with a document may take, from the page of sign-in on. */
const MOST_CLICKS = 10;

let pages: Awaited<ReturnType<typeof startPages>>;
beforeAll(async () => {
  pages = await startPages();
});
afterAll(() => pages.stop());

const published = async () =>
  (
    await pages.ask(
      `{ report(agency: "${pages.agency}", year: ${YEAR}) { state cells(codes: ["${RECEIVED}"]) { value } } }`,
    )
  ).data.report;
const workOf = (page: Page) => page.goto(`${pages.url}/desk/${pages.agency}/${YEAR}`);
const state = (page: Page, text: string) => page.locator('h1').getByText(text).waitFor();
/** That a step was made is said where the page goes. */
const done = (page: Page, text: string) =>
  page.locator('[role="status"]:focus').getByText(text, { exact: false }).waitFor();
const button = (page: Page, name: RegExp) => page.getByRole('button', { name });

async function signInAt(username: string): Promise<Page> {
  const { page } = await pages.signIn(username);
  await workOf(page);
  await page.locator('h1 .mark').waitFor();
  return page;
}

/** Counts the clicks of whoever uses a page, on every page that follows. */
async function countClicks(page: Page): Promise<() => number> {
  let clicks = 0;
  await page.exposeFunction('noteClick', () => {
    clicks += 1;
  });
  const listen = `addEventListener('pointerdown', () => noteClick(), true)`;
  await page.addInitScript(listen);
  await page.evaluate(listen);
  return () => clicks;
}

/** Approves in turn, up to a state; each finds the report in the inbox. */
async function approve(people: readonly (readonly [username: string, next: string])[]) {
  for (const [username, next] of people) {
    const { page, faults } = await pages.signIn(username);
    await page
      .getByRole('link', { name: new RegExp(String(YEAR)) })
      .first()
      .click();
    await button(page, /^通\s*过$/).click();
    await state(page, next);
    await done(page, `已通过。${NEXT[next]}`);
    expect(faults).toEqual([]);
  }
}
/** Whom a report waits for. */
const NEXT: Readonly<Record<string, string>> = {
  办公室审核: '等待办公室审核人审核。',
  领导审核: '等待分管领导审核。',
  已报送: '等待主管部门接收并公布。',
};
const UP_TO_FILED = [
  ['demo-section', '办公室审核'],
  ['demo-office', '领导审核'],
  ['demo-leader', '已报送'],
] as const;

test('a clerk gives up a draft that was never published: it says what is lost, and the report is not begun', async () => {
  const page = await signInAt('demo-clerk');
  await page.getByText('在表中填写').click();
  const cell = page.locator(`input[name="${RECEIVED}"]`);
  await cell.fill('17');
  await page.getByRole('button', { name: '保存草稿' }).click();
  await state(page, '草稿');
  await page.getByText('已全部保存。').waitFor();
  await page.getByRole('button', { name: '放弃草稿' }).click();
  const ask = page.getByRole('dialog', { name: '放弃这份草稿？' });
  await ask.getByText('不能恢复').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await ask.getByRole('button', { name: /^取\s*消$/ }).click();
  await state(page, '草稿');
  await page.getByRole('button', { name: '放弃草稿' }).click();
  await ask.getByRole('button', { name: '放弃草稿' }).click();
  await state(page, '尚未开始');
  await done(page, '已放弃草稿：键入和保存的内容不再使用；该年度报告视为尚未开始');
  await page.getByText('在表中填写').click();
  await cell.waitFor();
  expect(await cell.inputValue()).toBe('');
  expect(await page.getByRole('button', { name: '放弃草稿' }).count()).toBe(0);
});

test('a clerk files from a document in ten clicks from the sign-in on', async () => {
  const { page, faults } = await pages.open('/desk');
  const clicks = await countClicks(page);
  // The field of the name has the focus: names and words are typed, and Tab goes on.
  await page.keyboard.type('demo-clerk');
  await page.keyboard.press('Tab');
  await page.keyboard.type(pages.passwordOf('demo-clerk'));
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: new RegExp(String(YEAR)) }).click();
  const choose = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: '选择文档' }).click();
  const buffer = Buffer.from(await printedForBusyAgency(pages, YEAR));
  await (await choose).setFiles({ name: '年度报告.html', mimeType: 'text/html', buffer });
  await page.getByRole('button', { name: '存为草稿' }).click();
  await page.getByText('已存为草稿，见下方。').waitFor();
  await page.waitForLoadState('networkidle');
  for (const box of await page.getByLabel('说明').all()) {
    await box.click();
    await page.keyboard.type('演示：与上年口径不同。');
  }
  await button(page, /^提\s*交$/).click();
  await state(page, '科室审核');
  expect(clicks()).toBeGreaterThan(3);
  expect(clicks()).toBeLessThanOrEqual(MOST_CLICKS);
  expect(faults).toEqual([]);
});

test('a reviewer remarks on a cell and returns; the clerk finds it at the cell, mends it, and the reviewer sees what changed', async () => {
  const reviewer = await signInAt('demo-section');
  await reviewer.getByRole('button', { name: /本年新收.*自然人.*写意见/ }).click();
  await reviewer.getByRole('dialog').getByLabel('意见').fill('与台账不符，请核对。');
  expect(await findBarriers(reviewer)).toEqual([]);
  await reviewer.keyboard.press('Tab');
  await reviewer.keyboard.press('Enter');
  await reviewer.getByText('连同 1 条意见').waitFor();
  await reviewer.reload();
  await reviewer.getByText('连同 1 条意见').waitFor();
  expect(await button(reviewer, /^退\s*回$/).isDisabled()).toBe(true);
  await reviewer.getByText('“退回”须先在上面写总的意见').waitFor();
  // An explanation is judged beside it: while it is refused, nobody passes the report on.
  const explained = reviewer.locator('.findings li', { hasText: '机关说明' }).first();
  await explained.getByRole('button', { name: '不认可说明' }).click();
  const refusal = reviewer.getByRole('dialog', { name: '不认可说明' });
  expect(await refusal.getByRole('button', { name: /^不认可$/ }).isDisabled()).toBe(true);
  await refusal.getByLabel('理由（必填）').fill('请写清件数。');
  expect(await findBarriers(reviewer)).toEqual([]);
  await refusal.getByRole('button', { name: /^不认可$/ }).click();
  await explained.getByText('不认可说明：请写清件数。').waitFor();
  await reviewer.getByText('有 1 条说明未被认可').waitFor();
  expect(await button(reviewer, /^通\s*过$/).count()).toBe(0);
  await explained.getByRole('button', { name: '认可说明', exact: true }).click();
  await button(reviewer, /^通\s*过$/).waitFor();
  await explained.getByRole('button', { name: '不认可说明' }).click();
  await refusal.getByLabel('理由（必填）').fill('请写清件数。');
  await refusal.getByRole('button', { name: /^不认可$/ }).click();
  await reviewer.getByText('有 1 条说明未被认可').waitFor();
  await reviewer.getByLabel('意见', { exact: true }).fill('请改后再报。');
  expect(await reviewer.getByText('须先在上面写总的意见').count()).toBe(0);
  await button(reviewer, /^退\s*回$/).click();
  await state(reviewer, '退回待改');
  await done(reviewer, '已退回填报人修改');
  expect(await findBarriers(reviewer)).toEqual([]);

  const clerk = await signInAt('demo-clerk');
  await clerk.getByText('退回：请改后再报。').waitFor();
  const refused = clerk.locator('.warning', { hasText: '不认可说明：请写清件数。' });
  await refused.getByLabel('说明').fill('演示：同一件登记了两次。');
  await clerk.getByRole('button', { name: /本年新收.*自然人/ }).click();
  const cell = clerk.locator(`input[name="${RECEIVED}"]`);
  await clerk.locator(`input[name="${RECEIVED}"]:focus`).waitFor();
  expect(await clerk.locator('td', { has: cell }).textContent()).toContain('与台账不符，请核对。');
  expect(await findBarriers(clerk)).toEqual([]);
  const before = Number(await cell.inputValue());
  const carriedIn = clerk.locator('input[name="requests.carriedIn.naturalPerson"]');
  await cell.fill(String(before - 1));
  await carriedIn.fill(String(Number(await carriedIn.inputValue()) + 1));
  await clerk.getByText('保存后再提交').waitFor();
  expect(await button(clerk, /^提\s*交$/).isDisabled()).toBe(true);
  for (const code of ['requests.received.total', 'requests.carriedIn.total'])
    await clerk.locator(`input[name="${code}"]`).fill('');
  await clerk.getByRole('button', { name: '保存草稿' }).click();
  await clerk.getByText('已全部保存。').waitFor();
  for (const box of await clerk.getByLabel('说明').all())
    if ((await box.inputValue()) === '') await box.fill('演示：已核对。');
  await button(clerk, /^提\s*交$/).click();
  await state(clerk, '科室审核');
  await done(clerk, '已提交。等待科室审核人审核。');

  await workOf(reviewer);
  await reviewer.getByRole('heading', { name: /以来的变化/ }).waitFor();
  const changed = reviewer.getByRole('button', { name: /本年新收.*自然人.*写意见/ });
  expect(await changed.locator('del').textContent()).toBe(String(before));
  expect(await changed.locator('ins').textContent()).toBe(String(before - 1));
  expect(await findBarriers(reviewer)).toEqual([]);
});

test('keys go on to the next and back, are listed by "?", can be turned off, and do nothing while somebody types', async () => {
  const page = await signInAt('demo-section');
  await page.keyboard.press('?');
  const list = page.getByRole('dialog', { name: '快捷键' });
  await list.getByText('下一份').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await list.waitFor({ state: 'detached' });
  await page.keyboard.press('c');
  await page.keyboard.type('niap?');
  expect(await page.getByLabel('意见', { exact: true }).inputValue()).toBe('niap?');
  await page.getByLabel('意见', { exact: true }).fill('');
  await page.locator('h1').click();
  await page.keyboard.press('a');
  expect(await page.locator('button:focus').textContent()).toMatch(/通\s*过/);
  await page.getByRole('button', { name: '快捷键' }).click();
  await list.getByRole('checkbox').uncheck();
  await page.keyboard.press('Escape');
  await page.locator('h1').click();
  await page.keyboard.press('i');
  expect(page.url()).toContain(pages.agency);
  await page.getByRole('button', { name: '快捷键' }).click();
  await list.getByRole('checkbox').check();
  await page.keyboard.press('Escape');
  await page.locator('h1').click();
  await page.keyboard.press('i');
  await page.getByRole('heading', { name: '待办' }).waitFor();
});

test('nothing can be typed before the disk was read, so that no letter is lost on a slow device', async () => {
  const page = await signInAt('demo-section');
  await page.addInitScript(`
    const { open } = IDBFactory.prototype;
    IDBFactory.prototype.open = function (...names) {
      const request = open.apply(this, names);
      let onSuccess = null;
      Object.defineProperty(request, 'onsuccess', { set(handler) { onSuccess = handler; } });
      request.addEventListener('success', (event) => setTimeout(() => onSuccess?.call(request, event), 1500));
      return request;
    };
  `);
  await page.reload();
  const comment = page.getByLabel('意见', { exact: true });
  await comment.pressSequentially('核对无误');
  expect(await comment.inputValue()).toBe('核对无误');
  await comment.fill('');
});

test('the report is approved, accepted and published, corrected with a reason, published again, and withdrawn', async () => {
  await approve(UP_TO_FILED);
  expect(await published()).toBeNull();
  const officer = await signInAt('demo-officer');
  // The second click of a double click neither closes what is asked nor answers it.
  await officer.getByRole('button', { name: '接收并公布' }).dblclick();
  await officer
    .getByRole('dialog')
    .getByRole('button', { name: /接收并公布|撤回公布/ })
    .click();
  await state(officer, '已公布');
  const first = (await published()).cells[0].value;
  expect(first).toBeGreaterThan(0);

  const clerk = await signInAt('demo-clerk');
  expect(await button(clerk, /^更\s*正$/).isDisabled()).toBe(true);
  await clerk.getByLabel('意见', { exact: true }).fill('演示：一件重复登记。');
  await button(clerk, /^更\s*正$/).click();
  await state(clerk, '已公布，更正中');
  await clerk.getByRole('button', { name: '放弃更正' }).click();
  const ask = clerk.getByRole('dialog', { name: '放弃这次更正？' });
  await ask.getByText('报告回到更正前').waitFor();
  expect(await findBarriers(clerk)).toEqual([]);
  await ask.getByRole('button', { name: '放弃更正' }).click();
  await state(clerk, '已公布');
  await done(clerk, '已放弃更正：更正稿中的改动不再使用；已公布的报告保持原样');
  await clerk.getByLabel('意见', { exact: true }).fill('演示：一件重复登记。');
  await button(clerk, /^更\s*正$/).click();
  await state(clerk, '已公布，更正中');
  const cell = clerk.locator(`input[name="${RECEIVED}"]`);
  await cell.fill(String(first + 1));
  const carriedIn = clerk.locator('input[name="requests.carriedIn.naturalPerson"]');
  await carriedIn.fill(String(Number(await carriedIn.inputValue()) - 1));
  await clerk.getByRole('button', { name: '保存草稿' }).click();
  await clerk.getByText('已全部保存。').waitFor();
  await clerk.reload();
  await cell.waitFor();
  expect(await cell.inputValue()).toBe(String(first + 1));
  for (const box of await clerk.getByLabel('说明').all())
    if ((await box.inputValue()) === '') await box.fill('演示：已核对。');
  await button(clerk, /^提\s*交$/).click();
  await state(clerk, '科室审核');
  expect((await published()).cells[0].value).toBe(first);
  await approve(UP_TO_FILED);
  await workOf(officer);
  expect(
    await officer.getByRole('button', { name: /本年新收.*自然人.*写意见/ }).getAttribute('aria-label'),
  ).toContain(`${first + 1}，写意见`);
  await officer.getByRole('button', { name: '接收并公布' }).click();
  await officer
    .getByRole('dialog')
    .getByRole('button', { name: /接收并公布|撤回公布/ })
    .click();
  // Before, it was published with a correction under way.
  await officer.locator('h1').getByText('已公布', { exact: true }).waitFor();
  expect((await published()).cells[0].value).toBe(first + 1);

  const retract = officer.getByRole('button', { name: '撤回公布' });
  expect(await retract.isDisabled()).toBe(true);
  await officer.getByLabel('意见', { exact: true }).fill('演示：公布有误。');
  await retract.click();
  await officer
    .getByRole('dialog')
    .getByRole('button', { name: /接收并公布|撤回公布/ })
    .click();
  await state(officer, '已撤回公布');
  expect(await published()).toBeNull();
});

test('what a role may not do is not offered, and refused when it is forced', async () => {
  const clerk = await signInAt('demo-clerk');
  expect(await button(clerk, /通\s*过|接收|撤回公布/).count()).toBe(0);
  const leader = await signInAt('demo-leader');
  await leader.getByText('现在不需要您办理。已经撤回公布').waitFor();
  expect(await button(leader, /写意见/).count()).toBe(0);
  for (const [page, documentId, input] of [
    [clerk, 'webAct', { action: 'ACCEPT', state: 'WITHDRAWN', revision: 1 }],
    [leader, 'webSaveDraft', { overview: '越权。' }],
    [leader, 'webSubmit', {}],
  ] as const) {
    const answer = await page.evaluate(
      async ([id, sent]) => {
        const { sessionStorage } = globalThis as unknown as {
          sessionStorage: { getItem(name: string): string };
        };
        const token = sessionStorage.getItem('ogi-hub.token');
        const response = await fetch('/graphql', {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
          body: JSON.stringify({ documentId: id, variables: { input: sent } }),
        });
        return (await response.json()) as Answer;
      },
      [documentId, { agency: pages.agency, year: YEAR, ...input }] as const,
    );
    const [payload] = Object.values((answer.data ?? {}) as Record<string, { accepted: boolean } | null>);
    expect([documentId, payload?.accepted ?? answer.errors[0].extensions.code]).toEqual([
      documentId,
      documentId === 'webAct' ? false : 'FORBIDDEN',
    ]);
  }
});
