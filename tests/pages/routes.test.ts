import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Role } from '../../src/shared/request/permissions';
import { startPages } from '../support/browser';
import { emptyCodesIn, webDocument } from '../support/emptyCodes';
import { until } from '../support/until';

const APP = readFileSync(join(__dirname, '../../web/src/App.tsx'), 'utf8');
const DISTRICT = '910101';
const PARTS: Readonly<Record<string, string>> = {
  '/measures/:code': '/measures/disclosureRate',
  '/admin/accounts/:id': '/admin/accounts/demo-clerk',
  '/desk/import/:document': `/desk/import/${'0'.repeat(64)}`,
};
/** Every route of the pages, with something that exists in the place of its parts. */
const ROUTES = [...APP.matchAll(/<Route path="([^"]+)"/g)].map(
  ([, path]) => PARTS[path] ?? path.replace(':code', '910101-001').replace(':year', '2025'),
);

test('the pages have these routes and no part without a value', () => {
  expect(ROUTES.length).toBeGreaterThan(20);
  expect(ROUTES.filter((path) => path.includes(':'))).toEqual([]);
});

test('an empty text in the place of a code is found at any depth, and nothing else is', () => {
  const compared = { years: [2025], filter: { jurisdiction: '', agencies: ['910101-001', ''] } };
  expect(emptyCodesIn(webDocument('webCompare'), compared)).toEqual([
    'filter.jurisdiction',
    'filter.agencies.1',
  ]);
  expect(emptyCodesIn(webDocument('webBoard'), { place: '', year: 2025 })).toEqual(['place']);
  expect(emptyCodesIn(webDocument('webSearch'), { text: '' })).toEqual([]);
});

/** What is at an address that nothing is at. */
const IS_ABSENT = /^\/desk\/import\/0|\/consolidated$/;

describe('a hub with a district', () => {
  let pages: Awaited<ReturnType<typeof startPages>>;
  beforeAll(async () => {
    pages = await startPages();
  });
  afterAll(() => pages.stop());

  test('every page has a title of its own, which says what it is of and follows it', async () => {
    const { page } = await pages.open('/');
    const titles: string[] = [];
    for (const [path, title] of [
      ['/?place=910101&year=2024', /^演示区910101 2024 – 概览 – OGI Hub/],
      ['/ask?place=910101', /^提问 – OGI Hub/],
      ['/compare', /^比较 – OGI Hub/],
      ['/agencies?place=910101', /机关 – OGI Hub/],
      ['/agencies/910101-001', /^演示区910101政府办公室（演示） – 机关 – OGI Hub/],
      ['/agencies/910101-001/2024', /2024年政府信息公开工作年度报告 – 机关 – OGI Hub/],
      ['/desk', /^登录 – 办理 – OGI Hub/],
    ] as const) {
      await page.goto(pages.url + path, { waitUntil: 'networkidle' });
      await page.locator('main h1').waitFor();
      titles.push(await page.title());
      expect(titles.at(-1)).toMatch(title);
    }
    expect(new Set(titles).size).toBe(titles.length);
    await page.getByRole('button', { name: 'English' }).click();
    await until(
      () => page.title(),
      (title) => /^Sign in – Desk – OGI Hub, open/.test(title),
    );
  });

  test.each([
    ['nobody', null],
    ['a clerk', { role: Role.CLERK, agency: '910101-001' }],
    ['an officer', { role: Role.DISTRICT_OFFICER, jurisdiction: DISTRICT }],
    ['an administrator', { role: Role.ADMINISTRATOR }],
  ])('refuses nothing as misput of the routes that %s opens with nothing chosen', async (_, grant) => {
    const { page, faults } = grant ? await pages.openAs(grant, '/') : await pages.open('/');
    const refused: string[] = [];
    page.on('response', async (response) => {
      if (!response.url().endsWith('/graphql')) return;
      const { errors = [] } = await response.json().catch(() => ({}));
      for (const { message, extensions } of errors)
        if (extensions?.code === 'BAD_USER_INPUT') refused.push(`${page.url()}: ${message}`);
    });
    for (const path of ROUTES.filter((path) => !IS_ABSENT.test(path))) {
      await page.goto(pages.url + path, { waitUntil: 'networkidle' });
      await page.locator('main').locator('h1, .nothing, .ant-alert').first().waitFor();
    }
    expect(refused).toEqual([]);
    expect(faults.filter((fault) => !/status of 4/.test(fault))).toEqual([]);
  });
});

describe('a hub that has nothing yet', () => {
  let pages: Awaited<ReturnType<typeof startPages>>;
  beforeAll(async () => {
    pages = await startPages({ isEmpty: true });
  });
  afterAll(() => pages.stop());

  test.each([
    ['nobody', null],
    ['an administrator', { role: Role.ADMINISTRATOR }],
  ])('every route opened by %s is put without an empty code', async (_, grant) => {
    const { page, faults } = grant ? await pages.openAs(grant, '/') : await pages.open('/');
    for (const path of ROUTES) {
      await page.goto(pages.url + path, { waitUntil: 'networkidle' });
      await page.locator('main').locator('h1, .nothing, .ant-alert').first().waitFor();
    }
    expect(faults.filter((fault) => !/status of 4/.test(fault))).toEqual([]);
  });
});
