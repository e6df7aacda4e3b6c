import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { Role } from '../../src/shared/request/permissions';
import { findBarriers, startPages } from '../support/browser';

const YEAR = 2025;
const RECEIVED = 'requests.received.naturalPerson';
const GRANTED = 'requests.granted.naturalPerson';
const DENIED = 'requests.denied.stateSecret.naturalPerson';

let pages: Awaited<ReturnType<typeof startPages>>;
beforeAll(async () => {
  pages = await startPages();
});
afterAll(() => pages.stop());

const address = () => `/desk/${pages.agency}/${YEAR}`;
const cell = (page: Page, code: string) => page.locator(`input[name="${code}"]`);
const stored = (...codes: string[]) => pages.storedCounts(pages.agency, YEAR, codes);
const showForm = (page: Page) => page.getByText('在表中填写').click();

async function openForm(): Promise<Page> {
  const { page } = await pages.signIn('demo-clerk');
  await page.goto(pages.url + address());
  await showForm(page);
  await cell(page, RECEIVED).waitFor();
  return page;
}

const save = async (page: Page) => {
  await page.getByRole('button', { name: '保存草稿' }).click();
  await page.getByText('已全部保存。').waitFor();
};

test('two tabs have what is typed in either, letter by letter, and it is stored by itself', async () => {
  const one = await openForm();
  const other = await one.context().newPage();
  await other.goto(pages.url + address());
  await showForm(other);
  await cell(other, RECEIVED).waitFor();
  await cell(one, RECEIVED).fill('31');
  await other.getByText('另一标签页也打开着这份报告').waitFor();
  await cell(other, GRANTED).fill('12');
  await other.getByLabel('总体情况').fill('两处键入。');
  await one.getByText('两处键入。').waitFor();
  for (const page of [one, other]) {
    expect(await cell(page, RECEIVED).inputValue()).toBe('31');
    expect(await cell(page, GRANTED).inputValue()).toBe('12');
  }
  await one.reload();
  await cell(one, RECEIVED).waitFor();
  await Promise.all([one, other].map((page) => page.getByText('已全部保存。').waitFor()));
  expect(await stored(RECEIVED, GRANTED)).toEqual([31, 12]);
  // Both are one's own: nobody else stored it, and what is stored in one tab is no news in the other.
  await cell(one, DENIED).fill('3');
  await save(one);
  await other.getByText('已全部保存。').waitFor();
  await other.getByText('另一标签页也打开着这份报告').waitFor();
  for (const page of [one, other]) expect(await page.getByText('已并入此表').count()).toBe(0);
  await one.close();
  await other.getByText('另一标签页也打开着这份报告').waitFor({ state: 'detached' });
});

test('without a network typing goes on, and what was typed is stored when there is one', async () => {
  const page = await openForm();
  await page.context().setOffline(true);
  await cell(page, RECEIVED).fill('32');
  await page.getByRole('button', { name: '保存草稿' }).click();
  await page.getByText('连不上服务器').waitFor();
  await cell(page, GRANTED).fill('13');
  await page.getByText('已记在本机').waitFor();
  await page.context().setOffline(false);
  await page.getByText('已全部保存。').waitFor();
  expect(await stored(RECEIVED, GRANTED)).toEqual([32, 13]);
});

test('a session that ends while somebody types asks to sign in over the form; it stays as it is, and saving goes on', async () => {
  const page = await openForm();
  await cell(page, RECEIVED).fill('33');
  await pages.endSessions();
  await page.getByRole('button', { name: '保存草稿' }).click();
  await page.getByRole('dialog').getByText('您键入的内容仍在本机').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  expect(await cell(page, RECEIVED).inputValue()).toBe('33');
  await pages.fillSignIn(page, 'demo-clerk');
  await page.getByText('已全部保存。').waitFor();
  expect(await page.getByText('已恢复您上次').count()).toBe(0);
  expect(await stored(RECEIVED)).toEqual([33]);
});

test('what one stored elsewhere oneself is met cell by cell: from here, from there and before, each chosen; what only one of both changed is brought together', async () => {
  const [mine, theirs] = [await openForm(), await openForm()];
  await cell(theirs, RECEIVED).fill('41');
  await cell(theirs, GRANTED).fill('42');
  await cell(theirs, 'requests.carriedIn.other').fill('43');
  await theirs.getByLabel('总体情况').fill('同事的文字。');
  await save(theirs);
  await cell(mine, RECEIVED).fill('51');
  await cell(mine, GRANTED).fill('52');
  await cell(mine, DENIED).fill('2');
  await mine.getByLabel('总体情况').fill('我的文字。');
  await mine.getByRole('button', { name: '保存草稿' }).click();
  await mine.getByText('与另一处的改动冲突 3 处').waitFor();
  await mine.getByText('您在另一处（另一标签页或另一台设备）保存过').waitFor();
  expect(await mine.getByText('同事', { exact: true }).count()).toBe(0);
  const row = mine.getByRole('row', { name: /本年新收.*自然人/ });
  expect(await row.getByRole('cell').allTextContents()).toEqual([
    expect.stringContaining('自然人'),
    '33',
    '51',
    '41',
    expect.anything(),
  ]);
  expect(await findBarriers(mine)).toEqual([]);
  await row.getByRole('button', { name: '用另一处的', exact: true }).click();
  await mine.getByRole('button', { name: '全部用这里的' }).click();
  await mine.getByText('已全部保存。').waitFor();
  expect(await mine.getByLabel('总体情况').inputValue()).toBe('我的文字。');
  expect(await stored(RECEIVED, GRANTED, DENIED, 'requests.carriedIn.other')).toEqual([41, 52, 2, 43]);
});

test('a colleague who was first is named', async () => {
  const mine = await openForm();
  const { username, token } = await pages.colleague({ role: Role.CLERK, agency: pages.agency });
  const before = await stored(RECEIVED);
  await pages.ask(
    `mutation { saveDraft(input: { agency: "${pages.agency}", year: ${YEAR}, overview: "同事写的。" }) { accepted } }`,
    {},
    token,
  );
  await mine.getByLabel('总体情况').fill('我写的。');
  await mine.getByRole('button', { name: '保存草稿' }).click();
  await mine.getByText(`与${username}的改动冲突 1 处`).waitFor();
  expect(await findBarriers(mine)).toEqual([]);
  await mine.getByRole('button', { name: `全部用${username}的` }).click();
  await mine.getByRole('heading', { name: /改动冲突/ }).waitFor({ state: 'detached' });
  expect(await mine.getByLabel('总体情况').inputValue()).toBe('同事写的。');
  expect(await stored(RECEIVED)).toEqual(before);
});

test('a browser that is killed loses nothing that was typed, and when it is opened again that is stored by itself', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pages-'));
  const first = await pages.openKillable(folder, '/desk');
  await pages.fillSignIn(first.page, 'demo-clerk');
  await first.page.getByRole('heading', { name: '待办' }).waitFor();
  await first.page.goto(pages.url + address());
  await showForm(first.page);
  await cell(first.page, RECEIVED).fill('');
  await cell(first.page, RECEIVED).pressSequentially('6174');
  await first.page.getByLabel('总体情况').pressSequentially('打字时浏览器被结束');
  await first.page.getByText('已记在本机').waitFor();
  await first.kill();
  const again = await pages.openKillable(folder, address());
  try {
    await pages.fillSignIn(again.page, 'demo-clerk');
    await showForm(again.page);
    await again.page.getByText('已恢复您上次键入而未保存的内容').waitFor();
    expect(await cell(again.page, RECEIVED).inputValue()).toBe('6174');
    expect(await again.page.getByLabel('总体情况').inputValue()).toContain('打字时浏览器被结束');
    await again.page.getByText('已全部保存。').waitFor();
    expect(await stored(RECEIVED)).toEqual([6174]);
  } finally {
    await again.kill();
    rmSync(folder, { recursive: true, force: true });
  }
});
