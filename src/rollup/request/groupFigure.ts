import { registerEnumType } from 'type-graphql';

/** What of a value of groups is meant. */
export enum GroupFigure {
  VALUE = 'VALUE',
  SHARE = 'SHARE',
  DIFFERENCE = 'DIFFERENCE',
  GROWTH = 'GROWTH',
}
registerEnumType(GroupFigure, {
  name: 'GroupFigure',
  description: '取值、占比、增减量或增长率。What of a value groups are ordered or filtered by.',
  valuesConfig: {
    VALUE: { description: '数值。The value itself.' },
    SHARE: { description: '占合计的比例。The share of the total of its year, 0.25 is 25 %.' },
    DIFFERENCE: { description: '与上年之差。The value less that of the year before.' },
    GROWTH: { description: '比上年增长率。The difference over the value of the year before, 0.25 is +25 %.' },
  },
});
