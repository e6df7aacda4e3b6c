import type { LocatedAgency } from '../../../src/agency/agencyQueries';
import { findUnresolved } from '../../../src/document/import/prepareReport';
import type { Target } from '../../../src/document/import/target';
import { readDocument } from '../../../src/document/reader/readDocument';
import { htmlReport } from '../../support/documents';

const AGENCY = { code: '910101-016', name: '演示区乡村振兴局' } as LocatedAgency;
const target = (printedCode: string | null, scope: string | null = 'OWN'): Target => ({
  scope: scope as Target['scope'],
  agency: AGENCY,
  agencyConfidence: 1,
  candidates: [],
  otherNames: [],
  year: 2023,
  yearConfidence: 1,
  printedCode,
});

test('where the hub printed the code of another agency than the name says, a person decides whose it is', () => {
  expect(findUnresolved(target('910101-016'), {})).toEqual([]);
  expect(findUnresolved(target(null), {})).toEqual([]);
  expect(findUnresolved(target('910101-017'), {})).toEqual([
    expect.objectContaining({
      code: 'document.agency',
      severity: 'ERROR',
      messageZh: expect.stringMatching(/910101-016 演示区乡村振兴局.*机关代码 910101-017/),
    }),
  ]);
  expect(findUnresolved(target('910101-017'), { agency: '910101-016' })).toEqual([]);
});

test('the line with the code of the agency below a report is read, and is no figure without a place', async () => {
  const line =
    '<p>机关代码 910101-016，统计口径：本机关；表格版本：第二部分 2021，第三部分 2021，第四部分 2021 Agency code 910101-016, own figures; editions of sections two to four: 2021, 2021, 2021</p>';
  const page = htmlReport({ agency: '演示区乡村振兴局', year: 2023 }).toString();
  const end = page.lastIndexOf('</body>');
  const bytes = Buffer.from(end < 0 ? page + line : page.slice(0, end) + line + page.slice(end));
  const { agencyCode, unplaced } = await readDocument(bytes);
  expect([agencyCode, unplaced]).toEqual(['910101-016', []]);
});
