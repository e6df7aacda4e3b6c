/** What the notices say, and what only follows from them; a finding must not claim that a notice prints what it does not. */
export const FORM =
  '《政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号；2019、2020年度：国办公开办函〔2019〕60号）';

/** The regulation under which organs report. */
export const REGULATION = '《政府信息公开条例》';

/** That every organ reports each year, and until when. */
export const YEARLY = `${REGULATION}第四十九条`;

export const follows = (from: string) => `由${FORM}${from}得出，通知未印明该等式`;
