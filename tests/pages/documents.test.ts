import { createHash } from 'node:crypto';
import type { Page } from 'playwright-core';
import { Role } from '../../src/shared/request/permissions';
import { findBarriers, startPages } from '../support/browser';
import { pdfOf } from '../support/pdf';
import { FIGURES, requestsPage } from '../support/pdfReport';

const YEAR = 2025;

let pages: Awaited<ReturnType<typeof startPages>>;
beforeAll(async () => {
  pages = await startPages();
});
afterAll(() => pages.stop());

/** A page across paper that is held upright, so that it must be turned; its first figure is doubtful, and has a ground of its own. */
function pdfInDoubt(): Buffer {
  const [first, ...others] = FIGURES;
  const { content } = requestsPage({ height: 595, figures: [`近${first}`, ...others], ground: '1 0.6 0.6' });
  return pdfOf([{ content: `q 0 1 -1 0 595 0 cm\n${content}Q\n` }]);
}

/** What share of the marked part of a picture has the ground of the doubtful figure, and what share of the rest; whether there is ink in the mark. */
const groundIn = (page: Page) =>
  page.evaluate(`(async () => {
    const image = document.querySelector('.marked-picture img');
    const mark = document.querySelector('.marked-picture span').getBoundingClientRect();
    const around = image.getBoundingClientRect();
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    const scale = canvas.width / around.width;
    const count = { marked: 0, ground: 0, ink: 0, groundElsewhere: 0 };
    for (let y = 0; y < canvas.height; y += 1)
      for (let x = 0; x < canvas.width; x += 1) {
        const [red, green] = [data[(y * canvas.width + x) * 4], data[(y * canvas.width + x) * 4 + 1]];
        const [left, top] = [x / scale + around.left, y / scale + around.top];
        const isMarked = left > mark.left && left < mark.right && top > mark.top && top < mark.bottom;
        const isGround = red > 200 && green < 180;
        if (isMarked) count.marked += 1;
        if (isMarked && isGround) count.ground += 1;
        if (isMarked && red < 100) count.ink += 1;
        if (!isMarked && isGround) count.groundElsewhere += 1;
      }
    return { ground: count.ground / count.marked, ink: count.ink, groundElsewhere: count.groundElsewhere };
  })()`) as Promise<{ ground: number; ink: number; groundElsewhere: number }>;

/** Checks that the figure is drawn inside of its mark, and nowhere else. */
async function expectMarked(page: Page) {
  await page.locator('.place-picture[aria-busy="false"] .marked-picture img').waitFor();
  const { ground, ink, groundElsewhere } = await groundIn(page);
  expect(ground).toBeGreaterThan(0.7);
  expect(ink).toBeGreaterThan(10);
  expect(groundElsewhere).toBe(0);
}

test('what is read of a PDF is seen on its page, turned upright, with its figure marked: at the desk, and of a report that is published for who wants it', async () => {
  const { page, faults } = await pages.signIn('demo-clerk');
  await page.goto(`${pages.url}/desk/${pages.agency}/${YEAR}`);
  await page.getByText('用文档填报').first().click();
  const buffer = pdfInDoubt();
  await page
    .getByTestId('document')
    .setInputFiles({ name: '年度报告.pdf', mimeType: 'application/pdf', buffer });
  await page.getByRole('region', { name: '逐处核对' }).getByText('第 1 处，共 1 处').waitFor();
  await expectMarked(page);
  expect(await findBarriers(page)).toEqual([]);
  expect(faults).toEqual([]);

  const sha256 = createHash('sha256').update(buffer).digest('hex');
  const anotherClerk = await pages.tokenOf({ role: Role.CLERK, agency: '910101-016' });
  const documents = (token: string, path: string, init = {}) =>
    fetch(`${pages.openUrl}/documents${path}`, { headers: { authorization: `Bearer ${token}` }, ...init });
  expect((await documents(anotherClerk, `/${sha256}`)).status).toBe(404);
  const officer = await pages.tokenOf({ role: Role.DISTRICT_OFFICER, jurisdiction: '910101' });
  await documents(officer, '', { method: 'POST', body: new Uint8Array(buffer) });
  const { data } = await pages.ask(
    `mutation { importReport(input: { document: "${sha256}", agency: "${pages.agency}", year: 2020, scope: OWN, publish: true, dryRun: false }) {
       accepted findings { messageEn } } }`,
    {},
    officer,
  );
  expect(data.importReport).toMatchObject({ accepted: true });
  const reader = await pages.open(`/agencies/${pages.agency}/2020`);
  const cell = reader.page.locator('[data-cell="requests.received.naturalPerson"]');
  await cell.click();
  const detail = reader.page.getByRole('complementary', { name: '栏目详情' });
  await detail.getByText('原文“近12”，位置').waitFor();
  expect(await detail.locator('img').count()).toBe(0);
  // The way to the button leads over another cell; by the keyboard it is Enter.
  await reader.page.locator('[data-cell="requests.received.total"]').hover();
  await reader.page.evaluate(
    'new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 100)))',
  );
  expect(await detail.textContent()).toContain('原文“近12”，位置');
  await cell.press('Enter');
  for (const name of ['关闭', '看原文图']) {
    await reader.page.keyboard.press('Tab');
    expect(await reader.page.locator(':focus').textContent()).toBe(name);
  }
  await reader.page.keyboard.press('Enter');
  await expectMarked(reader.page);
  expect(await findBarriers(reader.page)).toEqual([]);
  await reader.page.mouse.move(0, 0);
  await reader.page.keyboard.press('Escape');
  expect(await reader.page.locator(':focus').getAttribute('data-cell')).toBe(
    'requests.received.naturalPerson',
  );
  expect(await detail.textContent()).toBe('');
  expect(reader.faults).toEqual([]);
});

test('what is said of a cell that the mouse is at moves nothing below the mouse, at the end of the page too', async () => {
  const { page } = await pages.open('/agencies/910101-001/2025');
  const scrollToEnd = () => page.evaluate('scrollTo(0, document.documentElement.scrollHeight)');
  /** How far the page is scrolled, and what is said, in each of some frames. */
  const look = (): Promise<string[]> =>
    page.evaluate(`(async () => {
      const seen = [];
      for (let frame = 0; frame < 10; frame += 1) {
        await new Promise(requestAnimationFrame);
        seen.push(scrollY + document.querySelector('.cell-detail').textContent);
      }
      return seen;
    })()`);
  await scrollToEnd();
  const lastOfRows = (await page.evaluate(`[...document.querySelectorAll('tr')].flatMap((row) => {
    const box = [...row.querySelectorAll('[data-cell]')].at(-1)?.getBoundingClientRect();
    return box && box.top > 0 && box.bottom < innerHeight ? [[box.left + box.width / 2, box.top + box.height / 2]] : [];
  })`)) as [number, number][];
  expect(lastOfRows.length).toBeGreaterThan(5);
  for (const [x, y] of lastOfRows) {
    // What is chosen makes the page longer, and shorter when it is let go.
    await page.locator('[data-cell="disputes.reconsideration.upheld"]').focus();
    await page.locator('.cell-detail').getByText('结果维持').waitFor();
    await scrollToEnd();
    await page.mouse.move(x, y);
    await look();
    await page.keyboard.press('Escape');
    await look();
    expect(new Set(await look()).size).toBe(1);
    await page.mouse.move(0, 0);
    await page.locator(':focus').blur();
  }
});

test('a PDF that takes too long to be drawn is given up, and what is printed is still said in words', async () => {
  const { page } = await pages.signIn('demo-clerk');
  // A worker that never answers.
  await page.route(/pdf\.worker/, () => {});
  await page.clock.install();
  await page.goto(`${pages.url}/desk/${pages.agency}/${YEAR}`);
  await page.getByText('用文档填报').first().click();
  await page
    .getByTestId('document')
    .setInputFiles({ name: '年度报告.pdf', mimeType: 'application/pdf', buffer: pdfInDoubt() });
  const card = page.getByRole('region', { name: '逐处核对' });
  await card.getByText('正在画出原文').waitFor();
  await page.clock.fastForward(16_000);
  await card.getByText('这一处画不出来').waitFor();
  expect(await card.locator('mark').textContent()).toBe('近12');
});
