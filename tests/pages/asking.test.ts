import { readFileSync } from 'node:fs';
import { Role } from '../../src/shared/request/permissions';
import type { Answer } from '../support/answers';
import { findBarriers, startPages } from '../support/browser';
import { rowsOfPages } from '../support/rowsOfPages';

const DISTRICT = '910101';

let pages: Awaited<ReturnType<typeof startPages>>;
beforeAll(async () => {
  pages = await startPages();
});
afterAll(() => pages.stop());

const rowsOf = (question: string, years?: string) => rowsOfPages(pages, DISTRICT, question, years);

test('which grounds of denial grew most is built by clicking: its table has the figures of the API, in their order', async () => {
  const { page, faults } = await pages.open(`/ask?place=${DISTRICT}&years=2025&by=OUTCOME`);
  await page.getByLabel('哪些结果').click();
  await page.getByTitle('（三）不予公开').last().click();
  await page.keyboard.press('Escape');
  await page.locator('th').getByText('比上年增长').click();
  await page.waitForURL(/figure=GROWTH/);
  const rows = await rowsOf(
    'by: [OUTCOME], filter: { outcomes: ["denied"] }, values: ["requests.total"], orderBy: { field: "requests.total", figure: GROWTH }',
  );
  const growth = (value: number | null) =>
    value === null
      ? ''
      : new Intl.NumberFormat('zh-CN', {
          style: 'percent',
          signDisplay: 'exceptZero',
          minimumFractionDigits: 1,
        }).format(value);
  await page.locator('.long-row').first().getByText(rows[0].keys[0].labelZh).waitFor();
  const shown = await page.locator('.long-row').allTextContents();
  expect(shown.length).toBe(rows.length);
  for (const [at, { keys, values }] of rows.entries()) {
    expect(shown[at]).toContain(`${keys[0].labelZh}${values[0].value}`);
    expect(shown[at].endsWith(growth(values[0].growth))).toBe(true);
  }
  expect(faults).toEqual([]);
});

test('a condition is added by clicking, stays in the address, and leaves the rows of the API', async () => {
  const { page } = await pages.open(`/ask?place=${DISTRICT}&years=2025&by=AGENCY`);
  await page.getByRole('button', { name: '加条件' }).click();
  await page.getByLabel('不小于').fill('40');
  await page.keyboard.press('Enter');
  await page.waitForURL(
    /having=requests\.received\.total%7EVALUE%7E40%7E|having=requests\.received\.total~VALUE~40~/,
  );
  const rows = await rowsOf(
    'by: [AGENCY], values: ["requests.received.total"], having: [{ value: "requests.received.total", min: 40 }]',
  );
  await page.getByText(`共 ${rows.length.toLocaleString('en')} 行`).waitFor();
  await expect(page.locator('.long-row').count()).resolves.toBe(rows.length);
  await page.getByLabel('不小于').fill('abc');
  await page.getByText('“abc”不是数，现在的是：≥ 40。').waitFor();
});

test('the chart draws the agencies with most; a box in the table draws another, and the address holds which', async () => {
  const address = `/ask?place=${DISTRICT}&years=2021-2025&by=AGENCY,YEAR&values=requests.received.total`;
  const { page, faults } = await pages.open(address);
  const rows = await rowsOf(
    'by: [AGENCY], values: ["requests.received.total"], orderBy: { field: "requests.received.total" }',
  );
  const codes = rows.map(({ keys }) => keys[0].code);
  await page.getByRole('img', { name: /8 条线（最大的，其余 52 组见表）/ }).waitFor();
  const boxes = page.getByRole('checkbox', { name: /^画在图中：/ });
  const largest = await boxes.evaluateAll((all) =>
    all.map((one) => [one.getAttribute('aria-label'), (one as unknown as { checked: boolean }).checked]),
  );
  const eight = rows.slice(0, 8).map(({ keys }) => keys[0].labelZh);
  for (const [label, isDrawn] of largest)
    expect([label, isDrawn]).toEqual([label, eight.some((name) => String(label).includes(name))]);
  const [first] = await boxes.all();
  expect(await first.isChecked()).toBe(false);
  await first.check();
  await page.getByRole('img', { name: /9 条线（所选的，其余 51 组见表）/ }).waitFor();
  const drawn = new URL(page.url()).searchParams.get('draw')?.split(',') ?? [];
  expect(drawn.length).toBe(9);
  expect(drawn.slice(0, 8)).toEqual(codes.slice(0, 8));
  const again = await pages.open(new URL(page.url()).pathname + new URL(page.url()).search);
  await again.page.getByRole('img', { name: /9 条线（所选的/ }).waitFor();
  await again.page.getByRole('button', { name: '画默认的组' }).click();
  await again.page.getByRole('img', { name: /8 条线（最大的/ }).waitFor();
  expect(faults).toEqual([]);
});

test('of more than a thousand rows all are read by themselves before the largest are drawn', async () => {
  const { page, faults } = await pages.open(
    `/ask?place=${DISTRICT}&years=2021-2025&by=AGENCY,OUTCOME,YEAR&values=requests.total`,
  );
  const { data } = await pages.ask(
    `{ rollup(years: [2021, 2022, 2023, 2024, 2025], filter: { jurisdiction: "${DISTRICT}" }) {
      rows(by: [AGENCY, OUTCOME, YEAR], values: ["requests.total"], first: 1) { totalCount } } }`,
  );
  const { totalCount } = data.rollup.rows;
  expect(totalCount).toBeGreaterThan(1000);
  await page.getByRole('img', { name: /6 幅小图（最大的，其余 54 组见表）/ }).waitFor();
  await page.getByText(`共 ${totalCount.toLocaleString('en')} 行。`).waitFor();
  await expect(page.getByRole('button', { name: /再列/ }).count()).resolves.toBe(0);
  expect(faults).toEqual([]);
});

test('a question is asked as of a day: the address holds it, the headline says it, and the figures are those of the API on that day', async () => {
  const { page, faults } = await pages.open(`/ask?place=${DISTRICT}&years=2025&by=AGENCY`);
  await page.getByLabel('截至（不填为今天）').fill('2026-01-20');
  await page.waitForURL(/asOf=2026-01-20/);
  await page.getByRole('heading', { name: '提问 2026-01-20 的状态' }).waitFor();
  const { data } = await pages.ask(
    `{ then: rollup(years: [2025], asOf: "2026-01-20T15:59:59.999Z", filter: { jurisdiction: "${DISTRICT}" }) { coverage { expected included } }
      now: rollup(years: [2025], filter: { jurisdiction: "${DISTRICT}" }) { coverage { included } } }`,
  );
  const { expected, included } = data.then.coverage;
  expect(included).toBeLessThan(data.now.coverage.included);
  await page.getByText(`应报 ${expected} 份，纳入 ${included} 份`).waitFor();
  const csv = await page.getByRole('link', { name: 'CSV' }).getAttribute('href');
  const text = await (await fetch(pages.url + csv)).text();
  expect(text.split('\n').filter((line) => line.includes(',1,1,')).length).toBe(included);
  expect(await findBarriers(page)).toEqual([]);
  expect(faults).toEqual([]);
});

test('how a value is spread has the quartiles and outliers of the API', async () => {
  const { page, faults } = await pages.open(
    `/ask?place=${DISTRICT}&years=2025&by=AGENCY&values=measures.disclosureRate&view=DISTRIBUTION`,
  );
  const { data } = await pages.ask(
    `{ rollup(years: [2025], filter: { jurisdiction: "${DISTRICT}" }) { distribution(value: "measures.disclosureRate") { count blank median lowOutliers highOutliers outliers { keys { labelZh } } } } }`,
  );
  const { count, blank, median, lowOutliers, highOutliers, outliers } = data.rollup.distribution;
  await page.getByText(`${count} 组有数值，${blank} 组没有`).waitFor();
  const outside = lowOutliers + highOutliers;
  await page.getByRole('heading', { name: `离群的 ${outside} 组` }).waitFor();
  await page.getByText(`离群的 ${outside} 组，画出 ${outside} 组。`).waitFor();
  const percent = new Intl.NumberFormat('zh-CN', { style: 'percent', minimumFractionDigits: 1 }).format(
    median,
  );
  await page.getByRole('row', { name: `中位数 ${percent}` }).waitFor();
  for (const { keys } of outliers) await page.getByRole('cell', { name: keys[0].labelZh }).first().waitFor();
  expect(await findBarriers(page)).toEqual([]);
  expect(faults).toEqual([]);
});

test('an answer is saved as CSV, as a workbook, and its chart as a picture in two forms', async () => {
  const { page, faults } = await pages.open(`/ask?place=${DISTRICT}&years=2025&by=AGENCY`);
  const save = async (kind: string, role: 'link' | 'button') => {
    const saved = page.waitForEvent('download');
    await page.locator('.downloads').getByRole(role, { name: kind }).click();
    const download = await saved;
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  };
  const csv = await save('CSV', 'link');
  const [first] = await rowsOf('by: [AGENCY], values: ["requests.received.total"]');
  const [head, line] = csv.bytes
    .toString()
    .split('\r\n')
    .map((text) => text.split(','));
  const [{ code, labelZh }] = first.keys;
  expect([line[0], line[1], line[head.indexOf('requests.received.total')]]).toEqual([
    code,
    labelZh,
    String(first.values[0].value),
  ]);
  const workbook = await save('XLSX', 'link');
  expect([workbook.name.endsWith('.xlsx'), workbook.bytes.subarray(0, 2).toString()]).toEqual([true, 'PK']);
  const png = await save('PNG', 'button');
  expect([png.name, png.bytes.subarray(1, 4).toString()]).toEqual([`rows-${DISTRICT}-2025.png`, 'PNG']);
  const svg = (await save('SVG', 'button')).bytes.toString();
  expect(svg).toMatch(/^<svg/);
  expect(svg).toMatch(/来源：OGI Hub.* · 2025 年 · 截至 \d{4}-\d\d-\d\d · 演示数据/);
  expect(faults).toEqual([]);
});

test('the explorer opens with the query and its variables, and runs nothing by itself', async () => {
  const { page } = await pages.open(`/ask?place=${DISTRICT}&years=2025&by=KIND&view=GRAPHQL`);
  const link = await page.getByRole('link', { name: '在查询页打开' }).getAttribute('href');
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') sent.push(request.url());
  });
  await page.goto(pages.openUrl + link);
  await page.locator('#query').getByText('query WebRows').waitFor();
  await page.locator('#variables').getByText('"KIND"').waitFor();
  await page.waitForLoadState('networkidle');
  expect(sent).toEqual([]);
  expect(page.url()).toBe(`${pages.openUrl}/explorer`);
  await page.getByRole('button', { name: 'Run' }).click();
  await page.locator('#answer').getByText('"totalCount"').waitFor();
});

test('the explorer leads back to the pages, and fits a narrow screen with a pane to write in', async () => {
  const { page } = await pages.open('/', { width: 360 });
  await page.goto(`${pages.openUrl}/explorer`);
  await page.locator('#query .cm-content').waitFor();
  const widths = await page.evaluate('[document.documentElement.scrollWidth, innerWidth]');
  expect(widths).toEqual([360, 360]);
  const box = await page.locator('#query').boundingBox();
  expect([(box?.width ?? 0) > 300, (box?.height ?? 0) > 100]).toEqual([true, true]);
  await page.setViewportSize({ width: 1280, height: 800 });
  for (const name of ['查询', '说明', '历史']) {
    const button = await page.locator('#panel-buttons button', { hasText: name }).boundingBox();
    const aside = await page.locator('aside').boundingBox();
    expect((button?.x ?? 0) + (button?.width ?? 0)).toBeLessThanOrEqual(aside?.width ?? 0);
  }
  await page.getByRole('link', { name: 'OGI Hub' }).click();
  await page.waitForURL(`${pages.openUrl}/`);
});

test('an answer on paper has all of its rows and the question in words, and says where it comes from; what is pressed is not there', async () => {
  const { page, faults } = await pages.open(
    `/ask?place=${DISTRICT}&years=2021-2025&by=AGENCY,YEAR&values=requests.received.total`,
    { isDark: true, width: 720 },
  );
  const rows = await rowsOf(
    'by: [AGENCY, YEAR], values: ["requests.received.total"]',
    '2021, 2022, 2023, 2024, 2025',
  );
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(`dispatchEvent(new Event('beforeprint'))`);
  await expect(page.locator('table.data tbody tr').count()).resolves.toBe(rows.length);
  await page.locator('.facts').getByText('2021-2025').waitFor();
  await page.locator('.print-foot').getByText(page.url().split('?')[0]).waitFor();
  await expect(page.locator('nav >> visible=true').count()).resolves.toBe(1);
  await expect(page.locator('main button >> visible=true').count()).resolves.toBeLessThan(4);
  await expect(page.locator('html').getAttribute('data-brightness')).resolves.toBe('light');
  const widths = await page.evaluate('[document.documentElement.scrollWidth, innerWidth]');
  expect((widths as number[])[0]).toBeLessThanOrEqual((widths as number[])[1]);
  expect(faults).toEqual([]);
});

describe('a report that was recorded from a document and corrected', () => {
  const AGENCY = `${DISTRICT}-003`;
  const CELL = 'requests.received.naturalPerson';
  let token: string;

  beforeAll(async () => {
    token = await pages.tokenOf({ role: Role.DISTRICT_OFFICER, jurisdiction: DISTRICT });
    const printed = await (await fetch(`${pages.openUrl}/reports/${AGENCY}/2025.docx`)).arrayBuffer();
    const uploaded = await fetch(`${pages.openUrl}/documents?name=report.docx`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: printed,
    });
    const { document } = (await uploaded.json()) as { document: string };
    const { data } = await pages.ask(
      `mutation ($input: ImportReportInput!) { importReport(input: $input) { accepted report { revision state } findings { severity messageEn } } }`,
      {
        input: {
          document,
          agency: AGENCY,
          year: 2025,
          scope: 'OWN',
          dryRun: false,
          publish: true,
          expectedRevision: 1,
          corrections: [{ code: CELL, value: 777 }],
        },
      },
      token,
    );
    expect(data.importReport).toMatchObject({ accepted: true, report: { revision: 2 } });
  });

  test('shows where a cell stands in the document and what was found at it, by the mouse and by the keyboard', async () => {
    const { page, faults } = await pages.open(`/agencies/${AGENCY}/2025`);
    const detail = page.getByLabel('栏目详情');
    const cellOf = (code: string) => page.locator(`[data-cell="${code}"]`);
    const { data } = await pages.ask(
      `{ report(agency: "${AGENCY}", year: 2025) { reading { cells(codes: ["${CELL}"]) { printed where { table row column } } } findings { cells messageZh } } }`,
    );
    const [{ printed, where }] = data.report.reading.cells;
    await cellOf(CELL).hover();
    await detail
      .getByText(
        `原文“${printed}”，补录时已更正，位置：第 ${where.table} 个表，第 ${where.row} 行，第 ${where.column} 列`,
      )
      .waitFor();
    const [finding] = data.report.findings.filter(({ cells }: Answer) => cells.includes(CELL));
    await detail.getByText(finding.messageZh).first().waitFor();
    await page.mouse.move(0, 0);
    await page.getByRole('button', { name: '到栏目' }).first().press('Enter');
    const focused = () => page.locator(':focus').getAttribute('data-cell');
    const first = await focused();
    expect(finding.cells).toContain(first);
    await page.keyboard.press('ArrowDown');
    expect(await focused()).toBe(first?.replace('received', 'carriedIn'));
    await detail.getByText('上年结转').first().waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await detail.textContent()).toBe('');
    expect(faults).toEqual([]);
  });

  test('shows what changed between two published revisions, and the earlier one as it was', async () => {
    const { page, faults } = await pages.open(`/agencies/${AGENCY}/2025?from=1&to=2`);
    await page.getByRole('row', { name: /一、本年新收政府信息公开申请数量 · 自然人 7 777/ }).waitFor();
    const earlier = await page.getByRole('link', { name: '当时的报告' }).getAttribute('href');
    const text = await (await fetch(pages.url + earlier)).text();
    expect(text).toContain(`data-cell="${CELL}">7<`);
    expect(faults).toEqual([]);
  });

  test('says when and why it was withdrawn, and shows nothing of it', async () => {
    const { data } = await pages.ask(
      `mutation ($input: ReviewInput!) { actOnReport(input: $input) { accepted } }`,
      {
        input: {
          agency: AGENCY,
          year: 2025,
          action: 'RETRACT',
          state: 'PUBLISHED',
          revision: 2,
          comment: '含个人信息',
        },
      },
      token,
    );
    expect(data.actOnReport.accepted).toBe(true);
    const { page } = await pages.open(`/agencies/${AGENCY}/2025`);
    await page.getByText('这份报告已撤回公布').waitFor();
    await page.getByText(/公布的报告于 .* 撤回，理由：含个人信息/).waitFor();
    expect(await page.content()).not.toContain('777');
  });
});
