import { registerEnumType } from 'type-graphql';

/** How an expected report is in time. */
export enum ReportTimeliness {
  IN_TIME = 'IN_TIME',
  LATE = 'LATE',
  OVERDUE = 'OVERDUE',
  AWAITED = 'AWAITED',
}
registerEnumType(ReportTimeliness, {
  name: 'ReportTimeliness',
  description:
    '报送时效：按首次公布之日与截止日（含延期，北京时间）。How an expected report is in time: by its first publication in the hub and its deadline, extensions included, in Asia/Shanghai. 条例第四十九条。',
  valuesConfig: {
    IN_TIME: { description: '按时公布。Published in time.' },
    LATE: { description: '逾期公布。Published after its deadline.' },
    OVERDUE: { description: '缺报：已过截止日而未公布。Missing: not published, and its deadline is over.' },
    AWAITED: { description: '未到期：尚未公布而截止日未过。Not published, and not due yet: not missing.' },
  },
});

/** A part of what a coverage counts, whose reports can be listed. */
export enum CoveragePart {
  EXPECTED = 'EXPECTED',
  INCLUDED = 'INCLUDED',
  IN_TIME = 'IN_TIME',
  LATE = 'LATE',
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
    OVERDUE: { description: '缺报。Missing: not published, and their deadlines are over.' },
    AWAITED: { description: '未到期。Not published and not due yet.' },
    WITH_ERRORS: { description: '含错误。Included, with errors.' },
    BLANK_SECTIONS: {
      description: '整表空白。Included, with a table in which nothing is reported.',
    },
    EDITION_2019: { description: '2019 版表格。Included, with a section in edition 2019.' },
  },
});
