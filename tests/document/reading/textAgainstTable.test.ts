import { readDocument } from '../../../src/document/reader/readDocument';

const CASES_HEAD =
  '<tr><td colspan="5">行政复议</td><td colspan="10">行政诉讼</td></tr><tr><td rowspan="2">结果维持</td><td rowspan="2">结果纠正</td><td rowspan="2">其他结果</td><td rowspan="2">尚未审结</td><td rowspan="2">总计</td><td colspan="5">未经复议直接起诉</td><td colspan="5">复议后起诉</td></tr>';
const OUTCOMES = '<td>结果维持</td><td>结果纠正</td><td>其他结果</td><td>尚未审结</td><td>总计</td>';
const row = (figures: readonly number[]) => figures.map((figure) => `<td>${figure}</td>`).join('');

/** A report whose tables say 16 requests received, 3 carried in, 18 concluded; 13 reconsiderations, 7 and 3 suits; 5 documents issued, 40 in force. */
const page = (sentences: string, agency = '青禾县水利局') =>
  readDocument(
    Buffer.from(`<meta charset="utf-8"><title>${agency}2025年政府信息公开工作年度报告</title><p>一、总体情况</p><p>${sentences}</p>
<p>二、主动公开政府信息情况</p><table><tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr><tr><td>行政规范性文件</td>${row([5, 1, 40])}</tr></table>
<p>三、收到和处理政府信息公开申请情况</p><table><tr><td></td><td>自然人</td><td>商业企业</td><td>科研机构</td><td>社会公益组织</td><td>法律服务机构</td><td>其他</td><td>总计</td></tr>
<tr><td>一、本年新收政府信息公开申请数量</td>${row([14, 2, 0, 0, 0, 0, 16])}</tr><tr><td>二、上年结转政府信息公开申请数量</td>${row([3, 0, 0, 0, 0, 0, 3])}</tr>
<tr><td>（七）总计</td>${row([16, 2, 0, 0, 0, 0, 18])}</tr></table>
<p>四、政府信息公开行政复议、行政诉讼情况</p><table>${CASES_HEAD}<tr>${OUTCOMES}${OUTCOMES}</tr><tr>${row([7, 2, 3, 1, 13, 1, 0, 2, 4, 7, 0, 1, 2, 0, 3])}</tr></table>`),
  );
const findings = async (sentences: string, agency?: string) =>
  (await page(sentences, agency)).findings
    .filter(({ code }) => code.startsWith('text.'))
    .map(({ code, severity, actual }) => `${code} ${severity} ${actual}`)
    .join();

test.each([
  // The same figure, in any manner.
  '全年收到政府信息公开申请16件。',
  '2024年收到政府信息公开申请9件，2025年收到十六件。',
  '收到政府信息公开申请不足20件。',
  // Of others, of other years, of other things.
  '县政府办收到政府信息公开申请7件，全县共收到政府信息公开申请160件。',
  '自2008年以来，累计收到政府信息公开申请987件。',
  '去年收到政府信息公开申请9件。',
  '全年未收到行政许可申请。收到社会救助申请320件，均已办结。',
  '政府信息公开申请同比减少300件。',
  '未收到因政府信息公开申请不服的投诉。',
  // One of several readings agrees.
  '县水利局机关收到政府信息公开申请7件，县水利局共收到政府信息公开申请16件。',
  // Cases of the organ that are not because of disclosure.
  '全年办理行政复议案件230件，行政应诉案件88件。',
  '全年因政府信息公开引起的行政复议13件，行政诉讼10件。',
  '未发生行政复议败诉案件。',
  // Normative documents that were not issued this year.
  '清理规范性文件12件，废止行政规范性文件1件。',
  '制发行政规范性文件5件。',
])('%s agrees with the tables, or says nothing of them', async (sentences) =>
  expect(await findings(sentences)).toBe(''),
);

test.each([
  ['全年受理政府信息公开申请19件。', 'text.means INFO 19'],
  ['全年办理政府信息公开申请18件。', 'text.means INFO 18'],
  ['全年收到政府信息公开申请二十九件。', 'text.againstTable WARNING 29'],
  ['2024年收到政府信息公开申请16件，今年收到29件。', 'text.againstTable WARNING 29'],
  ['本年度未收到政府信息公开申请。', 'text.againstTable WARNING 0'],
  ['本年度政府信息公開申請數量為0。', 'text.againstTable WARNING 0'],
  ['因政府信息公开引起的行政诉讼7件。', 'text.means INFO 7'],
  ['因政府信息公开引起的行政复议9件。', 'text.againstTable WARNING 9'],
  ['全年没有因政府信息公开被申请行政复议。', 'text.againstTable WARNING 0'],
  [
    '全年未发生因政府信息公开引起的行政复议和行政诉讼。',
    'text.againstTable WARNING 0,text.againstTable WARNING 0',
  ],
  ['出台行政规范性文件8件。', 'text.againstTable WARNING 8'],
])('%s: %s', async (sentences, expected) => expect(await findings(sentences)).toBe(expected));

test('the figure of all the place is compared with a government’s table', async () => {
  const sentences = '县政府办收到政府信息公开申请7件，全县共收到政府信息公开申请29件。';
  expect(await findings(sentences, '青禾县人民政府')).toBe('text.againstTable WARNING 29');
});
