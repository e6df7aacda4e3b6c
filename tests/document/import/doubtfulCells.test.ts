import { toSubmission } from '../../../src/document/import/toSubmission';
import { readDocument } from '../../../src/document/reader/readDocument';
import { page, RECEIVED, THREE, tableOf } from '../../support/tableTexts';

const CODE = 'requests.received.naturalPerson';
const HEAD = `项目 自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计`;

/** The doubts about a report whose first figure is printed in a manner that has two readings. */
async function doubtsAfter(corrections: Parameters<typeof toSubmission>[1]) {
  const document = page(THREE, tableOf(HEAD, `${RECEIVED} 约14 2 0 0 1 0 17`));
  const reading = await readDocument(Buffer.from(document));
  const { submission } = toSubmission(reading, corrections, new Map());
  return (submission.documentFindings ?? []).filter(({ code }) => code === 'document.doubtfulCell');
}

test('a cell that is read with doubt is a warning with what is printed and why', async () => {
  expect(await doubtsAfter([])).toEqual([
    expect.objectContaining({
      severity: 'WARNING',
      path: CODE,
      actual: '约14',
      messageZh:
        '该栏从文件读出，但不能确定，请与原件核对：“一、本年新收政府信息公开申请数量 · 自然人”原文“约14”，不是确切的数',
      messageEn:
        'This cell was read from the document with doubt; compare it with the document: "Requests received this year, natural persons", printed "约14". Not an exact figure',
    }),
  ]);
});

test('whoever puts it right or confirms it has looked', async () => {
  expect(await doubtsAfter([{ code: CODE, value: 14 }])).toEqual([]);
});

test.each(['见附件', '2.5', '-3', '99999999999'])(
  'a cell with %s, which is no figure of the form, says so, and a total that was left out is not computed without it',
  async (printed) => {
    const head = HEAD.replace(' 总计', '');
    const document = page(THREE, tableOf(head, `${RECEIVED} ${printed} 2 0 0 1 0`));
    const reading = await readDocument(Buffer.from(document));
    expect(reading.cells[CODE]).toMatchObject({ status: 'NOT_UNDERSTOOD', value: null, printed });
    expect(reading.cells['requests.received.total']).toMatchObject({ status: 'MISSING', value: null });
    expect(toSubmission(reading, [], new Map()).submission.unknownCells).toContain(CODE);
  },
);

test('of several cells that are not in the document, those that nobody has looked at are still said to be missing', async () => {
  const head = HEAD.replace(' 总计', '').replace(' 其他', '');
  const reading = await readDocument(Buffer.from(page(THREE, tableOf(head, `${RECEIVED} 14 2 0 0 1`))));
  const missing = (corrections: Parameters<typeof toSubmission>[1]) =>
    toSubmission(reading, corrections, new Map()).submission.documentFindings?.find(
      ({ code }) => code === 'document.missingCells',
    )?.cells ?? [];
  const before = missing([]);
  expect(before).toContain('requests.received.other');
  expect(before.length).toBeGreaterThan(1);
  const after = missing([{ code: 'requests.received.other', value: 0 }]);
  expect(after).toEqual(before.filter((code) => code !== 'requests.received.other'));
  expect(missing(before.map((code) => ({ code, value: 0 })))).toEqual([]);
});
