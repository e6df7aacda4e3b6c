import { endOfDay } from '../place/day';
import { boundedIn, type Question, spanOf, writeCondition } from './question';

/** Returns the address of the file that has the answer to a question. */
export function fileOf(question: Question, extension: 'csv' | 'xlsx'): string {
  const { place, asOf, by, values, kinds, levels, outcomes, order } = question;
  const query = new URLSearchParams([
    ...by.map((dimension) => ['by', dimension]),
    ...values.map((code) => ['value', code]),
    ...kinds.map((kind) => ['kind', kind]),
    ...levels.map((level) => ['level', level]),
    ...outcomes.map((outcome) => ['outcome', outcome]),
    ...boundedIn(question).map((condition) => ['having', writeCondition(condition)]),
    ...(asOf ? [['asOf', endOfDay(asOf)]] : []),
    ...(order
      ? [
          ['order', order.field],
          ['figure', order.figure],
          ['direction', order.isAscending ? 'ASC' : 'DESC'],
        ]
      : []),
  ]);
  return `/rows/${encodeURIComponent(place)}/${spanOf(question)}.${extension}?${query}`;
}
