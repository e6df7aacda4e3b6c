import fc from 'fast-check';

/** A text that says one figure of an indicator in some manner, among figures that are not it. */
export interface SaidFigure {
  readonly text: string;
  readonly code: string;
  /** The figure and its qualifier; null where the text says none of the report's year and organ. */
  readonly truth: { readonly value: string; readonly qualifier: string } | null;
}

const DIGITS = '零一二三四五六七八九';

/** Writes a whole number below a hundred million in numerals. */
export function inNumerals(value: number): string {
  if (value >= 10_000) {
    const [high, low] = [Math.floor(value / 10_000), value % 10_000];
    const tail = low === 0 ? '' : `${low < 1000 ? '零' : ''}${inNumerals(low)}`;
    return `${inNumerals(high)}万${tail}`;
  }
  if (value < 10) return DIGITS[value];
  let text = '';
  let isSkipped = false;
  let rest = value;
  for (const [power, letter] of [
    [1000, '千'],
    [100, '百'],
    [10, '十'],
    [1, ''],
  ] as const) {
    const digit = Math.floor(rest / power);
    rest %= power;
    if (digit === 0) {
      isSkipped = text !== '';
      continue;
    }
    text += `${isSkipped ? '零' : ''}${DIGITS[digit]}${letter}`;
    isSkipped = false;
  }
  return value < 20 ? text.replace(/^一十/u, '十') : text;
}

const wide = (text: string) =>
  text.replace(/\d/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));

/** The manners in which a whole number is written, those that suit it. */
export function writings(value: number): string[] {
  const plain = String(value);
  const [high, low] = [Math.floor(value / 10_000), value % 10_000];
  return [
    plain,
    wide(plain),
    ...(value >= 1000 ? [value.toLocaleString('en-US')] : []),
    ...(value >= 10 ? [inNumerals(value)] : []),
    ...(value >= 10_000 && value % 100 === 0 ? [`${value / 10_000}万`] : []),
    ...(high > 0 && low > 0 && low % 1000 === 0
      ? [`${high}万${low / 1000}千`, `${inNumerals(high)}万${DIGITS[low / 1000]}`]
      : []),
  ];
}

const QUALIFIED: readonly (readonly [string, string, (written: string, unit: string) => string])[] = [
  ['AT_LEAST', '余', (written, unit) => `${written}余${unit}`],
  ['AT_LEAST', '超过', (written, unit) => `超过${written}${unit}`],
  ['AT_LEAST', '不少于', (written, unit) => `不少于${written}${unit}`],
  ['AT_LEAST', '以上', (written, unit) => `${written}${unit}以上`],
  ['AT_MOST', '不超过', (written, unit) => `不超过${written}${unit}`],
  ['AT_MOST', '近', (written, unit) => `近${written}${unit}`],
  ['AT_MOST', '不足', (written, unit) => `不足${written}${unit}`],
  ['AT_MOST', '以内', (written, unit) => `${written}${unit}以内`],
  ['APPROXIMATE', '约', (written, unit) => `约${written}${unit}`],
  ['APPROXIMATE', '左右', (written, unit) => `${written}${unit}左右`],
];

interface Subject {
  readonly code: string;
  readonly unit: string;
  /** Ways to say it, with N for the number and its unit. */
  readonly said: readonly string[];
  /** What is like it and something else. */
  readonly others: readonly string[];
  /** Parts of it. */
  readonly parts: readonly string[];
  readonly denied: readonly string[];
}

const SUBJECTS: readonly Subject[] = [
  {
    code: 'requestsReceived',
    unit: '件',
    said: [
      '收到政府信息公开申请N',
      '受理政府信息公开申请N',
      '新收信息公开申请N',
      '收到N政府信息公开申请',
      '政府信息公开申请数量为N',
      '接收公民、法人和其他组织政府信息公开申请N',
      '依申请公开共受理N',
    ],
    others: [
      '收到社会救助申请N',
      '受理行政许可申请N',
      '收到信访事项N',
      '受理公租房申请N',
      '办理建议提案N',
      '收到低保申请N',
      '接到补贴申请N',
    ],
    parts: ['其中网上申请N', '其中自然人申请N', '其中当面申请N'],
    denied: [
      '未收到政府信息公开申请',
      '没有收到依申请公开事项',
      '无政府信息公开申请',
      '未收到公民、法人和其他组织提出的政府信息公开申请',
    ],
  },
  {
    code: 'hotlineTickets',
    unit: '件',
    said: [
      '办理12345热线工单N',
      '12345政务服务便民热线受理工单N',
      '承办12345热线诉求N',
      '通过12345热线收到群众来电N',
    ],
    others: ['办理领导信箱来信N', '受理信访事项N', '接待群众来访N'],
    parts: ['其中咨询类N', '其中投诉类N'],
    denied: [],
  },
  {
    code: 'posts',
    unit: '条',
    said: ['主动公开政府信息N', '共发布各类信息N', '公开政府信息总数N', '累计发布政务信息N'],
    others: ['回复网民留言N', '编发简报N', '短视频点赞N'],
    parts: ['其中微信公众号N', '其中工作动态N', '其中网站N'],
    denied: [],
  },
  {
    code: 'handlingFees',
    unit: '元',
    said: ['收取信息处理费N', '收取政府信息公开信息处理费N', '信息处理费收入为N'],
    others: ['收取不动产登记费N', '投入工作经费N', '收缴罚款N'],
    parts: [],
    denied: ['未收取信息处理费', '没有收取政府信息公开信息处理费', '未产生信息处理费'],
  },
  {
    code: 'normativeDocuments',
    unit: '件',
    said: ['制发行政规范性文件N', '出台行政规范性文件N', '印发规范性文件N'],
    others: ['废止行政规范性文件N', '清理行政规范性文件N', '解读政策文件N', '修订规范性文件N'],
    parts: [],
    denied: [],
  },
];

const THIS_YEAR = [
  '',
  '2025年，',
  '2025年度',
  '全年',
  '本年度',
  '今年',
  '一年来，',
  '2025年，我局',
  '我局',
  '本机关全年',
  '2025年1月1日至12月31日，',
  '年内',
  '报告期内，',
  '二〇二五年，',
  '县水利局',
  '2025年县水利局',
  '截至2025年底，全年',
  '当年',
  '本单位2025年度',
];
const OTHER_TIME = [
  '2024年',
  '去年',
  '上年度',
  '2023年，我局',
  '上半年',
  '自2008年以来，累计',
  '2008年至2025年',
  '截至2025年9月',
  '历年累计',
  '上一年',
  '前年',
  '2024年全年',
  '近三年',
  '2021年以来',
  '“十四五”以来，',
  '一季度',
  '截至2025年6月底，',
  '往年',
  '2025年1至9月',
  '2025年10月份',
  '2024年度，我局',
  '上年同期',
  '每月',
  '历年',
];
const OTHERS_OF = [
  '全县各单位',
  '全县共',
  '县财政局',
  '各乡镇',
  '下属单位',
  '各部门共',
  '全市',
  '市水利局',
  '全国水利系统',
  '县政府办公室',
  '局属事业单位',
  '基层站所',
  '全县各级行政机关',
  '全区',
];
const DIFFERENCES = [
  '，比上年增加N',
  '，同比减少N',
  '，较2024年多N',
  '，比上年同期的N有所上升',
  '，与上年N基本持平',
  '，同比增长15%',
  '，增幅20%',
  '',
  '，较去年净增N',
  '，比2024年下降N',
  '，高出上年N',
  '，增加N',
  '，同比多N',
  '，环比下降5%',
  '，与2024年的N相比略有下降',
  '，超出去年N',
];

const pick = <T>(items: readonly T[]) => fc.constantFrom(...items);
const number = (most: number) =>
  fc.oneof(
    fc.integer({ min: 1, max: 99 }),
    fc.integer({ min: 1, max: most }),
    fc.integer({ min: 1, max: 9 }).map((high) => high * 10_000 + 3000),
  );

/** A number with its unit, as written. */
const written = (unit: string): fc.Arbitrary<string> =>
  number(90_000).chain((value) => pick(writings(value)).map((text) => `${text}${unit}`));

const fill = (frame: string, unit: string): fc.Arbitrary<string> =>
  frame.includes('N') ? written(unit).map((text) => frame.replace('N', text)) : fc.constant(frame);

interface Saying {
  readonly text: string;
  readonly truth: SaidFigure['truth'];
}

function trueSayings({ said, parts, unit, denied }: Subject): fc.Arbitrary<Saying> {
  const counted = fc
    .record({
      value: number(90_000),
      frame: pick(said),
      time: pick(THIS_YEAR),
      difference: pick(DIFFERENCES),
      qualified: fc.option(pick(QUALIFIED), { freq: 2 }),
      part: pick([...parts, '']),
    })
    .chain(({ value, frame, time, difference, qualified, part }) =>
      fc
        .record({ text: pick(writings(value)), tail: fill(difference, unit), rest: fill(part, unit) })
        .map(({ text, tail, rest }) => {
          const said = qualified ? qualified[2](text, unit) : `${text}${unit}`;
          return {
            text: `${time}${frame.replace('N', said)}${tail}${rest === '' ? '' : `，${rest}`}`,
            truth: { value: String(value), qualifier: qualified?.[0] ?? 'EXACT' },
          };
        }),
    );
  const none = fc.record({ time: pick(THIS_YEAR), frame: pick([...denied, '']) }).map(({ time, frame }) => ({
    text: `${time}${frame}`,
    truth: { value: '0', qualifier: 'EXACT' },
  }));
  return denied.length > 0
    ? fc.oneof(
        { weight: 4, arbitrary: counted },
        { weight: 1, arbitrary: none.filter(({ text }) => denied.some((frame) => text.endsWith(frame))) },
      )
    : counted;
}

/** Figures that are not the year's, or not the organ's, or of something else. */
const distraction = ({ said, others, unit, denied }: Subject): fc.Arbitrary<string> =>
  fc.oneof(
    fc
      .tuple(pick(OTHER_TIME), pick([...said, ...denied]))
      .chain(([time, frame]) => fill(`${time}${frame}`, unit)),
    fc.tuple(pick(OTHERS_OF), pick(said)).chain(([whose, frame]) => fill(`${whose}${frame}`, unit)),
    fc.tuple(pick(THIS_YEAR), pick(others)).chain(([time, frame]) => fill(`${time}${frame}`, unit)),
  );

/** Texts of one to four sayings, of which at most one is true; each ends in a full stop or a semicolon, or a comma where it goes on. */
export const saidFigures: fc.Arbitrary<SaidFigure> = pick(SUBJECTS).chain((subject) =>
  fc
    .record({
      truth: fc.option(trueSayings(subject), { freq: 4 }),
      before: fc.array(distraction(subject), { maxLength: 2 }),
      after: fc.array(distraction(subject), { maxLength: 2 }),
      stops: fc.array(pick(['。', '；', '，']), { minLength: 5, maxLength: 5 }),
    })
    .filter(({ truth, before, after }) => truth !== null || before.length + after.length > 0)
    .map(({ truth, before, after, stops }) => {
      const sayings = [...before, ...(truth ? [truth.text] : []), ...after];
      const text = sayings
        .map((saying, at) => `${saying}${at === sayings.length - 1 ? '。' : stops[at]}`)
        .join('');
      return { text, code: subject.code, truth: truth?.truth ?? null };
    }),
);
