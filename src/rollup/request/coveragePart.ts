import { registerEnumType } from 'type-graphql';

/** A part of what a coverage counts, whose reports can be listed. */
export enum CoveragePart {
  EXPECTED = 'EXPECTED',
  INCLUDED = 'INCLUDED',
  IN_TIME = 'IN_TIME',
  LATE = 'LATE',
  RECORDED = 'RECORDED',
  WITHDRAWN = 'WITHDRAWN',
  OVERDUE = 'OVERDUE',
  AWAITED = 'AWAITED',
  WITH_ERRORS = 'WITH_ERRORS',
  BLANK_SECTIONS = 'BLANK_SECTIONS',
  EDITION_2019 = 'EDITION_2019',
}
registerEnumType(CoveragePart, {
  name: 'CoveragePart',
  description: '覆盖情况的一部分。A part of what a coverage counts.',
  valuesConfig: {
    EXPECTED: { description: '应报。Expected, there or not.' },
    INCLUDED: { description: '已纳入。Included in the sum.' },
    IN_TIME: { description: '按时公布。Published in time.' },
    LATE: { description: '逾期公布。Published after their deadlines.' },
    RECORDED: {
      description:
        '补录（原已在别处公布，时间不详）。Recorded after their deadlines: published elsewhere before, it is not known when.',
    },
    WITHDRAWN: {
      description: '已撤回。Published before, withdrawn and not published again.',
    },
    OVERDUE: { description: '缺报。Missing: never published, and their deadlines are over.' },
    AWAITED: { description: '未到期。Never published and not due yet.' },
    WITH_ERRORS: { description: '含错误。Included, with errors.' },
    BLANK_SECTIONS: {
      description: '整表空白。Included, with a table in which nothing is reported.',
    },
    EDITION_2019: { description: '2019 版表格。Included, with a section in edition 2019.' },
  },
});
