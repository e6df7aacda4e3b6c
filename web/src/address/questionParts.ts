import { REQUEST_GROUPS, requestRows } from '../../../src/form/requestRows';
import { LEVELS } from '../place/levels';
import { fitQuestion } from '../question/fitQuestion';
import {
  DIMENSIONS,
  figuresOf,
  KINDS,
  MOST_CONDITIONS,
  MOST_DIMENSIONS,
  MOST_VALUES,
  readQuestion,
} from '../question/question';
import { replacedValues, replacedYears } from '../question/replaced';
import { VIEWS } from '../question/views';
import {
  type AddressContext,
  type AddressPart,
  anyText,
  formYear,
  itemsOf,
  notUnderstood,
  oneOf,
  pastDay,
  someOf,
} from './addressParts';

/** Returns the question of an address as it is read, as it is shown, and the values that its rows have. */
function readOf({ state, where, catalogue, t }: AddressContext) {
  const read = readQuestion(state, where);
  const { question: shown, codes } = fitQuestion(read, catalogue, t);
  return { read, shown, codes };
}

const NOT_LEFT_OUT = { zh: '没有作为条件', en: 'it is used as no condition' };
const years: AddressPart = (_, text, context) =>
  replacedYears(text, context.where.years, readOf(context).shown, context.t);

const values: AddressPart = (_, text, context) => {
  const { read, shown } = readOf(context);
  const { t } = context;
  return [
    ...replacedValues(read, shown, context.catalogue, t),
    ...(itemsOf(text).length > MOST_VALUES
      ? [
          t(
            `“values”多于 ${MOST_VALUES} 个，只用前 ${MOST_VALUES} 个。`,
            `"values" has more than ${MOST_VALUES} items: the first ${MOST_VALUES} are used.`,
          ),
        ]
      : []),
  ];
};

/** Outcomes and their headings, which are conditions where rows are of outcomes. */
const OUTCOMES = [...requestRows(2021), ...REQUEST_GROUPS].map(({ code }) => code);
const outcomes: AddressPart = (name, text, context) =>
  readOf(context).read.by.includes('OUTCOME')
    ? someOf(OUTCOMES, NOT_LEFT_OUT)(name, text, context)
    : [
        notUnderstood(
          name,
          text,
          { zh: '只在按办理结果分时使用', en: 'is used where rows are by outcome only' },
          NOT_LEFT_OUT,
          context.t,
        ),
      ];

const isNumber = (text: string | undefined) =>
  text === undefined || text === '' || !Number.isNaN(Number(text));
const having: AddressPart = (name, text, context) => {
  const { codes, read } = readOf(context);
  const figures: readonly string[] = figuresOf(read);
  const items = itemsOf(text);
  const wrong = items.filter((item) => {
    const [value, figure, min, max, ...others] = item.split('~');
    return (
      !codes.has(value) ||
      (figure !== undefined && !figures.includes(figure)) ||
      !isNumber(min) ||
      !isNumber(max) ||
      others.length > 0
    );
  });
  return [
    ...wrong.map((item) =>
      notUnderstood(
        name,
        item,
        {
          zh: '不是条件（写作 数值代码~取值~最小~最大）',
          en: 'is no condition, written as the code of a value, the figure, the least and the most with ~ between',
        },
        { zh: '其中不能识别的没有使用', en: 'what is not understood of it is not used' },
        context.t,
      ),
    ),
    ...(items.length > MOST_CONDITIONS
      ? [
          context.t(
            `条件多于 ${MOST_CONDITIONS} 个，只用前 ${MOST_CONDITIONS} 个。`,
            `There are more than ${MOST_CONDITIONS} conditions: the first ${MOST_CONDITIONS} are used.`,
          ),
        ]
      : []),
  ];
};

const order: AddressPart = (name, text, context) =>
  oneOf([...readOf(context).codes], { zh: '各行按代码排列', en: 'rows are in the order of their codes' })(
    name,
    text,
    context,
  );

/** What the address of a question may hold. */
export const QUESTION_PARTS = {
  place: anyText,
  year: formYear,
  years,
  asOf: pastDay,
  by: someOf(Object.keys(DIMENSIONS), { zh: '没有按它分', en: 'rows are not by it' }, MOST_DIMENSIONS),
  values,
  kinds: someOf(KINDS, NOT_LEFT_OUT),
  levels: someOf(Object.keys(LEVELS), NOT_LEFT_OUT),
  outcomes,
  having,
  order,
  figure: oneOf((context) => figuresOf(readOf(context).read), {
    zh: '按数值排列',
    en: 'rows are ordered by the value',
  }),
  direction: oneOf(['ASC', 'DESC'], { zh: '从大到小排列', en: 'rows come from the largest' }),
  draw: anyText,
  view: oneOf(VIEWS, { zh: '显示表和图', en: 'the table and chart are shown' }),
} as const satisfies Readonly<Record<string, AddressPart>>;
