import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beijingToday } from '../../src/form/beijing';
import { misreadIn, partsOfPage } from '../src/address/readAddress';

const YEARS = [2023, 2024, 2025];
const CATALOGUE = {
  indicators: [{ code: 'hotlineTickets', name: '热线工单', nameEn: 'Hotline tickets', aggregation: 'SUM' }],
  ownMeasures: [],
  otherMeasures: [],
};
const zh = (text: string) => text;
const sentencesOf = (path: string, search: string) =>
  misreadIn(path, {
    state: new URLSearchParams(search),
    where: { place: '910101', year: 2025, years: YEARS, asOf: null },
    catalogue: CATALOGUE,
    t: zh,
  });

const PAGES = [
  '/',
  '/coverage',
  '/ask',
  '/compare',
  '/agencies',
  '/agencies/910101-001',
  '/agencies/910101-001/2025',
];
const ROOMS = [
  '/desk',
  '/desk/board',
  '/desk/tree',
  '/desk/catalogue',
  '/desk/import/abc',
  '/desk/910101-001/2025',
];
const ADMIN = [
  '/admin',
  '/admin/audit',
  '/admin/accounts',
  '/admin/webhooks',
  '/admin/keys',
  '/admin/sessions',
];

test('an address that a page writes is understood', () => {
  for (const [path, search] of [
    [
      '/',
      'place=910101&year=2024&asOf=2025-03-31&league=measures.disclosureRate&map=indicators.hotlineTickets',
    ],
    ['/coverage', 'place=910101&years=2023-2025&part=LATE&kinds=DEPARTMENT&levels=COUNTY'],
    [
      '/ask',
      'place=910101&years=2025&by=AGENCY,YEAR&values=requests.received.total&order=requests.received.total&figure=GROWTH&direction=ASC&having=requests.received.total~VALUE~1~&view=GRAPHQL',
    ],
    ['/ask', 'by=OUTCOME&values=requests.total&outcomes=denied,granted'],
    [
      '/compare',
      'items=910101-001,place:910101&years=2023,2024-2025&only=different&by=applicant&closed=2,measures',
    ],
    ['/agencies', `place=910101&year=2025&asOf=${beijingToday()}&kind=DEPARTMENT&name=x`],
    ['/desk/board', 'place=910101&year=2025&state=FILED&mark=late&kind=DEPARTMENT&order=due&desc=1'],
    ['/admin/audit', 'since=2025-01-01&until=2025-12-31'],
  ])
    expect([path, ...sentencesOf(path, search)]).toEqual([path]);
});

test('every parameter of choices, days and years says what is not understood, and what is shown instead', () => {
  for (const path of [...PAGES, ...ROOMS, ...ADMIN]) {
    for (const name of Object.keys(partsOfPage(path) ?? {})) {
      const said = sentencesOf(path, `${name}=bogus`);
      const isFree = [
        'place',
        'items',
        'name',
        'peers',
        'cell',
        'from',
        'to',
        'draw',
        'agency',
        'changed',
        'edit',
        'actor',
        'text',
        'webhook',
      ].includes(name);
      // Years and days that go from page to page are judged where they are used.
      const isCarried =
        ['year', 'asOf'].includes(name) &&
        !['/', '/coverage', '/ask', '/compare', '/agencies', '/desk/board', '/desk/tree'].includes(path);
      if (
        isFree ||
        isCarried ||
        (path === '/agencies' && name === 'year') ||
        (path === '/desk/tree' && name === 'year')
      )
        continue;
      if (path === '/desk/board' && name === 'asOf') continue;
      expect([path, name, said.length]).toEqual([path, name, 1]);
      expect(said[0]).toContain('bogus');
    }
    expect(sentencesOf(path, 'yeer=2024')).toEqual(['“yeer=2024”不是本页的参数，没有使用。']);
  }
});

test('what is said names the text, why it is not understood, and what is shown', () => {
  expect(sentencesOf('/', 'asOf=2025-13-45')).toEqual([
    '“asOf=2025-13-45”不是今天以前的日期（写作 2025-03-31），显示现在的状态。',
  ]);
  expect(sentencesOf('/compare', 'only=FOO')).toEqual([
    '“only=FOO”不是可选的值（可写 different），相同的也列出。',
  ]);
  expect(sentencesOf('/compare', 'years=2024,1999')).toEqual([expect.stringContaining('years=1999')]);
  expect(sentencesOf('/ask', 'by=AGENCY,BUREAU&direction=up')).toEqual([
    expect.stringContaining('“by=BUREAU”'),
    expect.stringContaining('“direction=up”'),
  ]);
  expect(
    sentencesOf('/ask', 'values=requests.received.total&having=requests.received.total~VALUE~x~'),
  ).toEqual([expect.stringMatching(/^“having=requests.received.total~VALUE~x~”不是条件/)]);
  expect(sentencesOf('/', 'year=2024&year=2025')).toEqual(['“year”出现了多次，用的是第一个。']);
});

test('what is none of the choices is said with all that there are', () => {
  expect(sentencesOf('/ask', 'by=JURISDICTION')).toEqual([
    '“by=JURISDICTION”不是可选的值（可写 AGENCY、CHILD、YEAR、LEVEL、KIND、APPLICANT、OUTCOME），没有按它分。',
  ]);
  expect(sentencesOf('/ask', 'values=requests.received.total&order=none')).toEqual([
    expect.stringMatching(
      /^“order=none”不是可选的值（可写 [^、]+(、[^、]+){11} 等 \d+ 个），各行按代码排列。$/,
    ),
  ]);
  expect(sentencesOf('/desk/tree', 'agency=910101-001&kind=RENAME_PLACE')).toEqual([
    expect.stringMatching(/不是可选的值（可写 RENAME_AGENCY、.*），显示第一种变更/),
  ]);
});

test('an item of a comparison that is no code is quoted whole, with the form that is understood', () => {
  expect(sentencesOf('/compare', 'items=agency:910101-002,910101-003,place:910101')).toEqual([
    '“items=agency:910101-002”不是代码（机关写作 910101-001，区划写作 place:910101），没有比较它；没有其他的时比较本页的区划。',
  ]);
});

const SOURCES = join(__dirname, '../src');
const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)],
  );

test('every parameter that a page reads is one that its address is judged by', () => {
  const judged = new Set(
    [...PAGES, ...ROOMS, ...ADMIN].flatMap((path) => Object.keys(partsOfPage(path) ?? {})),
  );
  const read = filesBelow(SOURCES)
    .filter((file) => !file.includes('generated'))
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/\b(?:state|address)\.get\('(\w+)'\)/g)])
    .map(([, name]) => name);
  expect(read.length).toBeGreaterThan(20);
  expect([...new Set(read)].filter((name) => !judged.has(name))).toEqual([]);
});
