import { completeness } from './completeness.js';
import { hotline } from './hotline.js';
import { league } from './league.js';
import { matrix } from './matrix.js';
import { page } from './page.js';
import { requestTable } from './requestTable.js';
import { trend } from './trend.js';
import { fiveYears, periodsOf, singleYears, variantsOver } from './variants.js';

const QUESTIONS = {
  'R1-district': [hotline, 'district', singleYears],
  'R2-district': [requestTable, 'district', singleYears],
  'R2-province': [requestTable, 'province', singleYears],
  'R2-nation': [requestTable, 'nation', singleYears],
  'R3-district': [trend, 'district', periodsOf],
  'R3-nation': [trend, 'nation', periodsOf],
  'R4-prefecture': [league, 'prefecture', singleYears],
  'R4-nation': [league, 'nation', singleYears],
  'R5-prefecture': [completeness, 'prefecture', singleYears],
  'R5-nation': [completeness, 'nation', singleYears],
  'R6-district': [matrix, 'district', fiveYears],
  'R6-province': [matrix, 'province', fiveYears],
  page: [page, 'province', singleYears],
};

/** Returns every question of the bench by its code, each with the places and years it is asked about. */
export function questionsOver(levels, years) {
  return Object.fromEntries(
    Object.entries(QUESTIONS).map(([code, [define, name, periods]]) => {
      const level = levels[name];
      return [code, { ...define(level), variants: variantsOver(periods(years), level.codes) }];
    }),
  );
}
