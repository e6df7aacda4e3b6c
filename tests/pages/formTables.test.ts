import type { Page } from 'playwright-core';
import { startPages } from '../support/browser';

const OFFICE = '910101-001';
const CODE = 'proactive';
const ENTER = '在表中填写';

let pages: Awaited<ReturnType<typeof startPages>>;
beforeAll(async () => {
  pages = await startPages();
});
afterAll(() => pages.stop());

const titled = (page: Page, title: string) =>
  page.locator('.part', { has: page.getByRole('heading', { name: title }) });
/** What a table has in its rows, cell by cell. */
const rowsOf = async (page: Page, title: string): Promise<string[][]> =>
  JSON.parse(
    await titled(page, title)
      .locator('table')
      .evaluate((table) =>
        JSON.stringify(
          [...(table as unknown as { rows: { cells: { textContent: string }[] }[] }).rows].map(({ cells }) =>
            [...cells].map(({ textContent }) => textContent),
          ),
        ),
      ),
  );
const input = (page: Page, code: string) => page.locator(`input[name="${code}"]`);
const paste = (page: Page, range: string) =>
  page.evaluate(`(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', ${JSON.stringify(range)});
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  })()`);

async function openForm(year: number): Promise<Page> {
  const { page } = await pages.signIn('demo-clerk');
  await page.goto(`${pages.url}/desk/${pages.agency}/${year}`);
  await page.getByText(ENTER).click();
  await input(page, `${CODE}.licences.decisions`).waitFor();
  return page;
}

test('section two of a report is printed in its blocks, with the heads of their columns, in both languages', async () => {
  const { page } = await pages.open(`/agencies/${OFFICE}/2025`);
  const heads = (await rowsOf(page, '二、主动公开政府信息情况')).filter(([first]) =>
    /第|信息内容/.test(first),
  );
  expect(heads).toEqual([
    ['第二十条第（一）项'],
    ['信息内容', '本年制发件数', '本年废止件数', '现行有效件数'],
    ['第二十条第（五）项'],
    ['信息内容', '本年处理决定数量'],
    ['第二十条第（六）项'],
    ['信息内容', '本年处理决定数量'],
    ['第二十条第（八）项'],
    ['信息内容', '本年收费金额（单位：万元）'],
  ]);
  const { data } = await pages.ask(
    `{ report(agency: "${OFFICE}", year: 2025) { proactive { normativeDocuments { issued repealed inForce } } } }`,
  );
  const { issued, repealed, inForce } = data.report.proactive.normativeDocuments;
  expect(await rowsOf(page, '二、主动公开政府信息情况')).toContainEqual(
    ['行政规范性文件', issued, repealed, inForce].map(String),
  );
  const english = await pages.open(`/agencies/${OFFICE}/2025`, { language: 'en', width: 360 });
  const section = titled(english.page, '2. Proactive disclosure');
  await section.getByRole('columnheader', { name: 'Collected this year (unit: 10,000 yuan)' }).waitFor();
  // It fits: nobody scrolls sideways for a figure that stands below all columns.
  const [width, room] = await section
    .locator('.scroll')
    .evaluate(({ scrollWidth, clientWidth }: { scrollWidth: number; clientWidth: number }) => [
      scrollWidth,
      clientWidth,
    ]);
  expect(width).toBeLessThanOrEqual(room);
});

test('the results of section three have the heading that the form prints', async () => {
  const { page } = await pages.open(`/agencies/${OFFICE}/2025`);
  const labels = (await rowsOf(page, '三、收到和处理政府信息公开申请情况')).map(([first]) => first);
  const at = labels.indexOf('三、本年度办理结果');
  expect(labels.slice(at - 1, at + 2)).toEqual([
    '二、上年结转政府信息公开申请数量',
    '三、本年度办理结果',
    '（一）予以公开',
  ]);
});

test('section three has the heads that the form prints, and those of figures stand over them at the right', async () => {
  const { page } = await pages.open(`/agencies/${OFFICE}/2025`);
  expect((await rowsOf(page, '三、收到和处理政府信息公开申请情况')).slice(0, 3)).toEqual([
    ['', '申请人情况'],
    ['自然人', '法人或其他组织', '总计'],
    ['商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他'],
  ]);
  const heads = page.locator('table.form.across thead th:not(.corner, .over)');
  expect(await heads.count()).toBe(12);
  for (const head of await heads.all())
    expect(
      await head.evaluate(
        (cell) =>
          (
            globalThis as unknown as { getComputedStyle(element: unknown): { textAlign: string } }
          ).getComputedStyle(cell).textAlign,
      ),
    ).toBe('right');
});

test('the arrow keys go through section two as it is printed: what stands below all columns is below each', async () => {
  const { page } = await pages.open(`/agencies/${OFFICE}/2025?cell=${CODE}.normativeDocuments.inForce`);
  const focused = () => page.locator(':focus').getAttribute('data-cell');
  await page.locator(`[data-cell="${CODE}.normativeDocuments.inForce"][aria-current]`).waitFor();
  const seen: (string | null)[] = [];
  for (const key of ['Up', 'Left', 'Down', 'Down', 'Down', 'Up', 'Up']) {
    await page.keyboard.press(`Arrow${key}`);
    seen.push(await focused());
  }
  expect(seen).toEqual(
    [
      'rules.inForce',
      'rules.repealed',
      'normativeDocuments.repealed',
      'licences.decisions',
      'penalties.decisions',
      'licences.decisions',
      'normativeDocuments.issued',
    ].map((code) => `${CODE}.${code}`),
  );
});

test('a range is pasted into section two as it was copied from the printed form, and without its heads', async () => {
  const page = await openForm(2025);
  const values = async () =>
    Promise.all(
      [
        'rules.issued',
        'normativeDocuments.inForce',
        'licences.decisions',
        'coercions.decisions',
        'fees.amount',
      ].map((code) => input(page, `${CODE}.${code}`).inputValue()),
    );
  await input(page, `${CODE}.rules.issued`).click();
  await paste(
    page,
    [
      '1\t2\t3',
      '4\t5\t6',
      '\t\t',
      '本年处理决定数量\t\t',
      '7\t\t',
      '\t\t',
      '本年处理决定数量\t\t',
      '8\t\t',
      '9\t\t',
      '\t\t',
      '本年收费金额（单位：万元）\t\t',
      '10.5\t\t',
    ].join('\n'),
  );
  expect(await values()).toEqual(['1', '6', '7', '9', '10.5']);
  await input(page, `${CODE}.rules.issued`).click();
  await paste(page, '21\t22\t23\n24\t25\t26\n27\n28\n29\n30.5');
  expect(await values()).toEqual(['21', '26', '27', '29', '30.5']);
  await page.getByText('上年', { exact: false }).first().waitFor();
});

test('the form of the edition of 2019 is typed in its own blocks', async () => {
  const page = await openForm(2020);
  const rows = await rowsOf(page, '二、主动公开政府信息情况');
  expect(rows.filter(([first]) => first === '信息内容')).toEqual([
    ['信息内容', '本年新制作数量', '本年新公开数量', '对外公开总数量'],
    ['信息内容', '上一年项目数量', '本年增/减', '处理决定数量'],
    ['信息内容', '上一年项目数量', '本年增/减', '处理决定数量'],
    ['信息内容', '上一年项目数量', '本年增/减'],
    ['信息内容', '采购项目数量', '采购总金额'],
  ]);
  await input(page, `${CODE}.coercions.decisions`).focus();
  await page.keyboard.press('Enter');
  expect(await page.locator(':focus').getAttribute('name')).toBe(`${CODE}.fees.change`);
});

test.each(['zh', 'en'] as const)(
  'on a narrow screen no head of a column is half covered at the far right (%s)',
  async (language) => {
    const { page } = await pages.open(`/agencies/${OFFICE}/2025`, { width: 360, language });
    const tables = page.locator('.scroll', { has: page.locator('table.form thead') });
    expect(await tables.count()).toBe(2);
    for (const table of await tables.all()) {
      const covered = await table.evaluate((scroll) => {
        interface Box {
          readonly left: number;
          readonly right: number;
        }
        const element = scroll as unknown as {
          scrollLeft: number;
          querySelectorAll(selector: string): { textContent: string; getBoundingClientRect(): Box }[];
        };
        element.scrollLeft = 10_000;
        const [first, ...others] = element.querySelectorAll('thead th:not(.over)');
        const { left, right } = first.getBoundingClientRect();
        return [...others].flatMap((head) => {
          const box = head.getBoundingClientRect();
          return box.left < right - 2 && box.right > right + 2 && box.right > left ? [head.textContent] : [];
        });
      });
      expect(covered).toEqual([]);
    }
  },
);

test('an amount that is typed in yuan is turned into the unit of its cell, which is said beside it; what is no amount is refused in words', async () => {
  const page = await openForm(2025);
  const fees = input(page, 'proactive.fees.amount');
  await fees.fill('83,000元');
  const said = page.locator('[id="note-proactive.fees.amount"]');
  await said.getByText('= 8.3 万元').waitFor();
  expect(await fees.getAttribute('aria-describedby')).toBe('note-proactive.fees.amount');
  expect(await fees.getAttribute('aria-invalid')).toBe('false');
  await page.getByText(/“行政事业性收费.*”写作 83,000元，按 8.3 万元计/).waitFor();
  await page.getByRole('button', { name: '保存草稿' }).click();
  await page.getByText('已全部保存。').waitFor();
  expect(await fees.inputValue()).toBe('8.3');
  await fees.fill('100美元');
  await page.getByText(/“行政事业性收费.*”收到 "100美元"。请填写以万元为单位的零或正数/).waitFor();
  expect(await fees.getAttribute('aria-invalid')).toBe('true');
  await page.getByRole('button', { name: '放弃草稿' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '放弃草稿' }).click();
  await page.locator('[role="status"]:focus').getByText('该年度报告视为尚未开始').waitFor();
});
