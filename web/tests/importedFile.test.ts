import {
  afterLeaving,
  afterRecording,
  afterTrial,
  afterUndoing,
  countWarned,
  type ImportedFile,
  inOtherWay,
  isOutdated,
  markTwice,
  newFile,
  noteInWords,
} from '../src/desk/import/importedFile';
import { importedAddress } from '../src/desk/import/importWay';

const agency = { code: 'a', name: '甲局', nameEn: null };
const finding = (code: string, severity: 'ERROR' | 'WARNING') => ({
  severity,
  code,
  messageZh: code,
  messageEn: code,
});
const payload = { accepted: true, currentRevision: 1, agency, year: 2025, findings: [] };
const tried = (more: Partial<Parameters<typeof afterTrial>[1]>, id = 1): ImportedFile =>
  afterTrial({ ...newFile(id, `${id}.docx`, 'OWN'), document: 'x' }, { ...payload, ...more });

test('what was recorded in a batch that was undone is looked at before it is recorded again; drafts and others stay', () => {
  const recorded = { ...newFile(1, 'a.html', 'OWN'), state: 'RECORDED' as const };
  expect(afterUndoing(recorded)).toMatchObject({
    state: 'DOUBTFUL',
    said: [{ en: expect.stringContaining('undone') }],
  });
  const draft = { ...newFile(2, 'b.html', 'DRAFT'), state: 'RECORDED' as const };
  const waiting = newFile(3, 'c.html', 'OWN');
  expect([draft, waiting].map(afterUndoing)).toEqual([draft, waiting]);
});

test('a file is ready where nobody needs to look at it', () => {
  expect(tried({})).toMatchObject({ state: 'READY', agency, year: 2025 });
  expect(tried({ findings: [finding('document.doubtfulCell', 'WARNING')] })).toMatchObject({
    state: 'DOUBTFUL',
    doubtfulCells: 1,
    warnings: 0,
  });
  expect(tried({ findings: [finding('requests.total', 'ERROR')] })).toMatchObject({
    state: 'DOUBTFUL',
    errors: 1,
  });
  expect(tried({ accepted: false, findings: [finding('document.agency', 'ERROR')] }).state).toBe('DOUBTFUL');
  expect(tried({ accepted: false, findings: [finding('document.noReport', 'ERROR')] })).toMatchObject({
    state: 'REFUSED',
    said: [{ zh: 'document.noReport' }],
  });
  expect(tried({ currentRevision: 2 }).state).toBe('DOUBTFUL');
});

test('a document of another form, without cells or figures, of several reports or of another organ or year is in doubt, and says why', () => {
  for (const code of [
    'form.edition',
    'form.allBlank',
    'document.missingCells',
    'document.severalReports',
    'text.year',
    'text.agency',
    'text.scope',
  ])
    expect(
      tried({ findings: [finding(code, 'WARNING'), finding('narrative.fees', 'WARNING')] }),
    ).toMatchObject({
      state: 'DOUBTFUL',
      warnings: 2,
      said: [{ zh: code }],
    });
});

test('files without doubt that have warnings are counted; the note of a batch is written in both languages', () => {
  const files = [tried({}), tried({ findings: [finding('narrative.fees', 'WARNING')] }, 2)];
  expect(files.map(({ state }) => state)).toEqual(['READY', 'READY']);
  expect(countWarned(files)).toBe(1);
  for (const note of ['网页批量导入 3 份', '3 documents by the pages'])
    expect(noteInWords(note)).toEqual({ zh: '网页批量导入 3 份', en: '3 documents by the pages' });
  expect(noteInWords('网页补录').en).toBe('Recorded by the pages');
  expect(noteInWords('自己写的').en).toBe('自己写的');
});

test('of two files of the same report the second waits for a person', () => {
  const files = markTwice([tried({}, 1), tried({}, 2), tried({ year: 2024 }, 3)]);
  expect(files.map(({ state }) => state)).toEqual(['READY', 'DOUBTFUL', 'READY']);
  expect(files[1].said[0].zh).toContain('1.docx');
  const scopes = markTwice([tried({}, 1), { ...tried({}, 2), way: 'CONSOLIDATED' }]);
  expect(scopes.map(({ state }) => state)).toEqual(['READY', 'READY']);
});

test('another way of importing reads what is not done anew, and leaves what is', () => {
  const done = afterRecording(tried({}), payload);
  const files = [tried({}), done].map((file) => inOtherWay(file, 'DRAFT'));
  expect(files.map(({ state, way }) => [state, way])).toEqual([
    ['WAITING', 'DRAFT'],
    ['RECORDED', 'OWN'],
  ]);
  expect(afterTrial(files[0], { ...payload, currentRevision: 2 }).said[0].zh).toContain('现在公布的不变');
  expect(importedAddress('CONSOLIDATED', 'a', 2025)).toBe('/agencies/a/2025/consolidated');
});

test('what was recorded is said, and what was refused with its reasons', () => {
  expect(afterRecording(tried({}), payload).state).toBe('RECORDED');
  expect(
    afterRecording(tried({}), {
      ...payload,
      accepted: false,
      findings: [finding('report.workOfOthers', 'ERROR')],
    }),
  ).toMatchObject({ state: 'REFUSED', said: [{ zh: 'report.workOfOthers' }] });
});

test('who comes back finds what was read, and is told what was not uploaded or is not certain', () => {
  const files = [
    tried({}),
    newFile(2, 'b', 'OWN'),
    { ...newFile(3, 'c', 'OWN'), state: 'READING' as const, document: 'y' },
    { ...tried({}, 4), state: 'RECORDING' as const },
  ];
  expect(afterLeaving(files).map(({ state }) => state)).toEqual(['READY', 'FAILED', 'WAITING', 'FAILED']);
});

test('what a report that stands in the hub has to do with a file is said as it stands, and is read anew later', () => {
  const there = tried({ currentRevision: 2 });
  expect(there.said[0].zh).toContain('还没有公布的，补录后即公布');
  expect(isOutdated(there)).toBe(true);
  // A filed report keeps the document out: nothing would be replaced.
  const filed = tried({ accepted: false, currentRevision: 2, findings: [finding('report.state', 'ERROR')] });
  expect(filed).toMatchObject({ state: 'REFUSED', said: [{ zh: 'report.state' }] });
  expect(filed.said.length).toBe(1);
  expect(isOutdated(filed)).toBe(true);
  expect(isOutdated(tried({ accepted: false, findings: [finding('document.noReport', 'ERROR')] }))).toBe(
    false,
  );
  expect(isOutdated(afterRecording(there, { ...payload, currentRevision: 2 }))).toBe(false);
});
