import type { Edition, TableSection } from './lines';
import { sectionInWords } from './sections';

/** The notice that prints the form of an edition. */
const NOTICES: Readonly<Record<Edition, string>> = {
  2019: '国办公开办函〔2019〕60号',
  2021: '国办公开办函〔2021〕30号',
};

/** What the notices say, and what only follows from them; a finding must not claim that a notice prints what it does not. */
export const FORM = `《政府信息公开工作年度报告格式》（${NOTICES[2021]}；2019、2020年度：${NOTICES[2019]}）`;

/** The regulation under which organs report. */
export const REGULATION = '《政府信息公开条例》';

/** That every organ reports each year, and until when. */
export const YEARLY = `${REGULATION}第四十九条`;

export const follows = (from: string) => `由${FORM}${from}得出，通知未印明该等式`;

const ARTICLE_50 = `${REGULATION}第五十条`;

/** Article 50 has five items: proactive disclosure, requests, disputes, problems, other matters. */
export const PROBLEMS = `${ARTICLE_50}第（四）项`;

const OTHER_MATTERS = `${ARTICLE_50}第（五）项`;

export const HANDLING_FEES = `${OTHER_MATTERS}、第四十二条；《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）`;

/** One report says one thing: its text and its tables are both of article 50. */
export const CONSISTENCY = `${ARTICLE_50}；正文与表格同属一份报告，应当一致`;

/** Reports of two years are of the same items. */
export const COMPARISON = `${YEARLY}、第五十条；各年度报告项目相同，可以比较`;

/** Returns what a cell stands on in an edition of the form: the notice that prints this edition, and the law behind the cell. */
export const citationOfCell = (
  { section, citation }: { readonly section: TableSection; readonly citation: string },
  edition: Edition,
): string => `${NOTICES[edition]} 附件 ${sectionInWords(section).zh}；${citation}`;
