import { toSubmission } from '../../../src/document/import/toSubmission';
import { readDocument } from '../../../src/document/reader/readDocument';
import { page, RECEIVED, THREE, tableOf } from '../../support/tableTexts';

const CODE = 'requests.received.naturalPerson';
const HEAD = `项目 自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计`;

/** The doubts about a report whose first figure is printed in a manner that has two readings. */
async function doubtsAfter(corrections: Parameters<typeof toSubmission>[1]) {
  const document = page(THREE, tableOf(HEAD, `${RECEIVED} 约14 2 0 0 1 0 17`));
  const reading = await readDocument(Buffer.from(document));
  const { submission } = toSubmission(reading, corrections, new Set());
  return (submission.documentFindings ?? []).filter(({ code }) => code === 'document.doubtfulCell');
}

test('a cell that is read with doubt is a warning with what is printed and why', async () => {
  expect(await doubtsAfter([])).toEqual([
    expect.objectContaining({
      severity: 'WARNING',
      path: CODE,
      actual: '约14',
      messageZh: expect.stringContaining('请与原件核对：原文“约14”'),
    }),
  ]);
});

test('whoever puts it right or confirms it has looked', async () => {
  expect(await doubtsAfter([{ code: CODE, value: 14 }])).toEqual([]);
});
