import { readDocument } from '../../../src/document/reader/readDocument';
import { cellsOfEdition } from '../../../src/form/cells';
import { PLAIN, type Printed, pageOf } from '../../support/statutoryTables';

/** A report of 16 requests received and 3 carried in, of which 18 were concluded: 10 granted, 3 in part, 2 denied, 1 not held, 2 not processed; 1 is carried out. */
const FIGURES: Printed = {
  ...Object.fromEntries(cellsOfEdition(2021).map(({ code }) => [code, '0'])),
  ...row('received', [14, 2]),
  ...row('carriedIn', [3, 0]),
  ...row('granted', [9, 1]),
  ...row('partlyGranted', [3, 0]),
  ...row('denied.stateSecret', [1, 0]),
  ...row('denied.thirdPartyRights', [1, 0]),
  ...row('unavailable.notHeld', [1, 0]),
  ...row('notProcessed.petition', [2, 0]),
  ...row('concluded', [17, 1]),
  ...row('carriedOut', [0, 1]),
  ...dispute('reconsideration', [7, 2, 3, 1]),
  ...dispute('litigationDirect', [1, 0, 2, 4]),
  ...dispute('litigationAfterReconsideration', [3, 1, 0, 0]),
  'proactive.normativeDocuments.issued': '5',
  'proactive.normativeDocuments.repealed': '1',
  'proactive.normativeDocuments.inForce': '40',
  'proactive.licences.decisions': '550',
  'proactive.penalties.decisions': '41',
  'proactive.fees.amount': '7730.28',
};

function row(code: string, [person, business]: readonly number[]): Printed {
  const values = { naturalPerson: person, businessEnterprise: business, total: person + business };
  return Object.fromEntries(
    Object.entries(values).map(([column, value]) => [`requests.${code}.${column}`, String(value)]),
  );
}

function dispute(group: string, [upheld, corrected, other, pending]: readonly number[]): Printed {
  const values = { upheld, corrected, other, pending, total: upheld + corrected + other + pending };
  return Object.fromEntries(
    Object.entries(values).map(([outcome, value]) => [`disputes.${group}.${outcome}`, String(value)]),
  );
}

const findings = async (sentences: string, agency = '青禾县水利局') => {
  const page = pageOf(FIGURES, PLAIN, `${agency}2025年政府信息公开工作年度报告`);
  const reading = await readDocument(Buffer.from(page.replace('本年度依法开展工作。', sentences)));
  return reading.findings
    .filter(({ code }) => code.startsWith('text.'))
    .map(({ code, path, actual }) => `${code.slice(5)} ${path} ${actual}`);
};

test.each([
  // The same figures.
  '全年新收政府信息公开申请16件，上年结转3件。办结申请18件，其中予以公开10件，部分公开3件，不予公开2件，无法提供1件，不予处理2件，结转下年度继续办理1件。',
  '收到政府信息公开申请16件，上年度结转申请3件，1件结转至下一年度继续办理。',
  '因政府信息公开被申请行政复议13件，其中维持7件，纠正2件，尚未审结1件；行政诉讼11件，维持4件，尚未审结4件。',
  '制发行政规范性文件5件，废止行政规范性文件1件，现行有效行政规范性文件40件。',
  '作出行政许可决定550件，作出行政处罚决定41件，未实施行政强制。',
  '行政事业性收费7730.28万元。',
  '行政事业性收费共计77302800元。',
  '行政事业性收费7730万元。',
  // Of other years, of others, of other things; differences, aims, rough numbers.
  '上年度结转政府信息公开申请同比减少2件。',
  '2024年予以公开政府信息公开申请4件，2023年部分公开申请7件。',
  '县政府办收到政府信息公开申请60件，予以公开44件。',
  '全县作出行政许可决定9000件，全县现行有效规范性文件300件。',
  '人大代表建议予以公开12件，政协提案部分公开5件。',
  '因政府信息公开引起的行政复议同比减少2件。',
  '全年办理行政复议案件230件，维持100件，纠正20件；行政诉讼30件，尚未审结9件。',
  '公开行政许可信息300条，公示行政处罚决定200件。',
  '受理行政许可申请800件，办理行政许可事项1507项。',
  '办理行政许可9000件，办理行政处罚案件45件，作出不予行政许可决定3件。',
  '收到政府信息公开申请16件，均按期答复，重大决策草案予以公开12件，项目结转下年度3个。',
  '财政部门征缴行政事业性收费9000万元。',
  '清理规范性文件12件，拟废止规范性文件6件。',
  '减免行政事业性收费30万元。',
  '通过网络收到政府信息公开申请8件，予以公开5件。',
  '上年结转的3件申请中，予以公开2件，部分公开1件。',
  '新收政府信息公开申请16件，予以公开8件。上年结转的3件申请中，予以公开2件。',
  '新收申请中予以公开政府信息公开申请8件；本年办理的其他申请予以公开2件。',
  '截至2024年底，现行有效行政规范性文件36件。',
  '截至2025年12月31日，现行有效行政规范性文件40件。',
  '收到政府信息公开申请16件，予以公开和部分公开13件，不予公开、无法提供、不予处理共5件。',
  '收到政府信息公开申请16件，予以公开、部分公开、不予公开分别为10件、3件、2件。',
  '办结政府信息公开申请约20件，予以公开不到15件。',
])('%s agrees with the tables, or says nothing of them', async (sentences) =>
  expect(await findings(sentences)).toEqual([]),
);

test.each([
  ['新收政府信息公开申请16件，上年结转5件。', ['againstTable requests.carriedIn.total 5']],
  ['收到政府信息公开申请16件，无上年结转申请。', ['againstTable requests.carriedIn.total 0']],
  ['收到政府信息公开申请16件，4件结转下年度继续办理。', ['againstTable requests.carriedOut.total 4']],
  ['收到政府信息公开申请16件，结转下年度继续办理的申请4件。', ['againstTable requests.carriedOut.total 4']],
  [
    '收到政府信息公开申请16件，均已办结，无结转下年度继续办理的申请。',
    ['againstTable requests.carriedOut.total 0'],
  ],
  ['办结政府信息公开申请30件。', ['againstTable requests.concluded.total 30']],
  ['办结政府信息公开申请19件。', ['means requests.concluded.total 19']],
  [
    '收到政府信息公开申请16件，其中予以公开8件，部分公开4件，不予公开6件。',
    [
      'againstTable requests.granted.total 8',
      'againstTable requests.partlyGranted.total 4',
      'againstTable requests.denied 6',
    ],
  ],
  ['收到政府信息公开申请16件，予以公开13件。', ['means requests.granted.total 13']],
  [
    '收到政府信息公开申请16件，8件予以公开，4件不予处理。',
    ['againstTable requests.granted.total 8', 'againstTable requests.notProcessed 4'],
  ],
  ['收到政府信息公开申请16件，不予公开1件。', ['means requests.denied 1']],
  [
    '因政府信息公开被申请行政复议13件，其中维持9件，纠正4件；行政诉讼11件，纠正3件。',
    [
      'againstTable disputes.litigation.corrected 3',
      'againstTable disputes.reconsideration.upheld 9',
      'againstTable disputes.reconsideration.corrected 4',
    ],
  ],
  [
    '因政府信息公开被直接起诉，其中纠正2件；因政府信息公开引起的行政诉讼，其中纠正3件。',
    ['againstTable disputes.litigationDirect.corrected 2', 'againstTable disputes.litigation.corrected 3'],
  ],
  [
    '废止行政规范性文件3件，现行有效规范性文件44件。',
    [
      'againstTable proactive.normativeDocuments.repealed 3',
      'againstTable proactive.normativeDocuments.inForce 44',
    ],
  ],
  ['截至2025年底，现行有效行政规范性文件44件。', ['againstTable proactive.normativeDocuments.inForce 44']],
  ['全年未制发行政规范性文件。', ['againstTable proactive.normativeDocuments.issued 0']],
  ['作出行政许可决定600件。', ['againstTable proactive.licences.decisions 600']],
  [
    '全年未作出行政许可、行政处罚决定。',
    ['againstTable proactive.licences.decisions 0', 'againstTable proactive.penalties.decisions 0'],
  ],
  ['行政事业性收费8000万元。', ['againstTable proactive.fees.amount 80000000']],
  ['全年未收取行政事业性收费。', ['againstTable proactive.fees.amount 0']],
])('%s: %s', async (sentences, expected) =>
  expect((await findings(sentences)).sort()).toEqual([...expected].sort()),
);

test('the figures of all the place are compared with a government’s tables', async () => {
  expect(await findings('全县作出行政许可决定9000件。', '青禾县人民政府')).toEqual([
    'againstTable proactive.licences.decisions 9000',
  ]);
});
