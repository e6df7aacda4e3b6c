/** How sentences state an indicator: the words before the number, its units, the words after it. */
export interface IndicatorPattern {
  readonly code: string;
  readonly unit: string;
  readonly units: readonly string[];
  /** Words before the number, in its clause. */
  readonly before?: RegExp;
  /** Words after its unit, up to the next comma. */
  readonly after?: RegExp;
  /** Words before or after it with which it is another number. */
  readonly not?: RegExp;
}

/** How sentences deny an indicator: that there was none. */
export interface Denial {
  readonly code: string;
  readonly unit: string;
  readonly words: RegExp;
  readonly not?: RegExp;
  /** What may follow in the clause: with anything else it is another thing that is denied. */
  readonly rest?: RegExp;
}

const COUNTED = ['件', '条', '宗', '个', '次', '件次', '起', '份'];
const PIECES = ['条', '篇', '件', '条次', '份', '个'];

/** A request for information by any of its names. */
const REQUEST =
  '(?:(?:政府)?信息公开(?:的)?申请|依申请公开|(?:政府)?信息公开(?=事项|件)|公开申请|申请公开|申请政府信息公开)';
/** Requests that are handled, come by one way, or by one kind of applicant: a part of those received. */
const PART_OF_REQUESTS =
  /办结|结转|予以公开|(?<!并)答复(?!件)|不予|部分公开|网上|网络|在线|信函|邮寄|邮件|传真|书面|线上|线下|当面|现场|口头|窗口|自然人|商业企业|科研|社会公益|法律服务|企业申请|补正|撤[回销]|退回|转送|逾期|复议|诉讼|不服|投诉|举报|败诉|咨询|办理结果|某|同一|一人/u;

/** Normative documents that are not those issued in the year. */
const NOT_ISSUED =
  /废止|失效|清理|有效|备案|审核|审查|解读|修订|修改|评估|起草|征求|现有|保留|[共拥]有|汇编|库|报备|报送|登记|累计|评查|转发|上级|学习|贯彻|宣传/u;

/** Figures outside the form that reports customarily state. The first that fits a number has it. */
export const PATTERNS: readonly IndicatorPattern[] = [
  {
    code: 'hotlineTickets',
    unit: '件',
    units: [...COUNTED, ''],
    before: /(?<!\d)12345(?!\d)|政务(?:服务)?(?:便民)?热线|便民热线|市民热线|热线.{0,6}(?:工单|诉求|来电)/u,
    not: /办结|回访|满意|按时|按期|超期|逾期|退回|咨询类|投诉类|求助类|举报类|建议类|坐席|席位|人员|公开|督办|重点/u,
  },
  {
    code: 'hotlineTickets',
    unit: '件',
    units: COUNTED,
    after: /^(?:次)?(?:12345(?!\d)|.{0,4}热线)/u,
    not: /办结|满意|按时|公开/u,
  },
  {
    code: 'handlingFees',
    unit: '元',
    units: ['元'],
    before: /信息(?:公开)?处理费|(?:收取|征收|产生).{0,8}(?:信息公开|公开申请|依申请公开).{0,6}费/u,
    not: /退还|退回|减免|免收|应收/u,
  },
  {
    code: 'requestsReceived',
    unit: '件',
    units: COUNTED,
    before: new RegExp(
      `(?:受理|收到|新收|接收|接到|共?办理|新增|处理)(?:并答复)?.{0,40}${REQUEST}(?!.{0,6}(?:复议|诉讼))`,
      'u',
    ),
    not: PART_OF_REQUESTS,
  },
  {
    code: 'requestsReceived',
    unit: '件',
    units: COUNTED,
    before: new RegExp(
      `${REQUEST}(?:的)?(?:政府信息)?(?:数量|总数|总量|件数|共|共计|合计|总计|为|是|事项|工作|案件|受理|收到|新收|办件|达到?|有)*$`,
      'u',
    ),
    not: PART_OF_REQUESTS,
  },
  {
    code: 'requestsReceived',
    unit: '件',
    units: COUNTED,
    before: /(?:受理|收到|新收|接收|接到)[^，,]{0,6}$/u,
    after: new RegExp(`^(?:的)?${REQUEST}(?!.{0,8}(?:复议|诉讼|答复|投诉))`, 'u'),
    not: PART_OF_REQUESTS,
  },
  {
    code: 'annualReportsPosted',
    unit: '篇',
    units: ['条', '篇', '份', '件', '个'],
    before: /年度?(?:工作)?报告$/u,
  },
  { code: 'bondFundNotices', unit: '条', units: ['条', '篇', '份', '件', '个'], before: /债券.{0,10}$/u },
  {
    code: 'normativeDocuments',
    unit: '件',
    units: ['件', '个', '份', '条', '部'],
    before: /规范性文件(?:共|共计|数量|总数|总计|合计|为|达)*$/u,
    not: NOT_ISSUED,
  },
  {
    code: 'normativeDocuments',
    unit: '件',
    units: ['件', '个', '份', '部'],
    after: /^(?:行政)?规范性文件/u,
    not: NOT_ISSUED,
  },
  {
    code: 'serviceItems',
    unit: '项',
    units: ['个', '项', '条', '件'],
    after: /^(?:政务服务|行政许可|办事|审批|服务|依申请(?:六类)?)?事项/u,
    not: /新增|取消|下放|承接|办结|调整|减少|增加|压减|精简|进驻|一网|全程|即办|网上|不见面|最多跑|公开|清单|更新/u,
  },
  {
    code: 'serviceItems',
    unit: '项',
    units: ['项', '个'],
    before: /(?:政务服务|办事|审批|依申请六类)事项(?:共|共计|总数|数量|达|为|有)*$/u,
    not: /新增|取消|下放|承接|办结|调整|减少|增加|压减|精简|进驻|一网|全程|即办|网上|不见面|最多跑|更新/u,
  },
  {
    code: 'posts',
    unit: '条',
    units: PIECES,
    before:
      /(?:主动公开|公开|发布|公示|上传|更新|推送|刊发).{0,14}(?:信息|动态|内容|资讯|政务)(?!.{0,8}(?:申请|解读))/u,
    not: /解读|申请|规范性文件|微信|微博|公众号|抖音|头条|栏目|视频号|客户端|新媒体|公告栏|电子屏|短信|简报|建议|提案|留言|回应|处理费|收取|公开栏|目录|媒体/u,
  },
  {
    code: 'posts',
    unit: '条',
    units: ['条', '篇'],
    before: /(?:主动公开|公开|发布|公示|上传)(?:了|各类|各种|共|共计|累计|总计|合计)*$/u,
    after: /^(?:的)?(?:各类|各种)?(?:政府|政务|公开|工作)?信息/u,
    not: /解读|申请|微信|微博|公众号|抖音|头条|栏目|视频号|客户端|新媒体/u,
  },
];

/** The indicators that are a sum of all an organ has done: one number of a list is only a part of them. */
export const SUMS: ReadonlySet<string> = new Set(['posts']);

/** What sentences say when there was none. Words between the denial and the thing may be anything but another thing. */
export const DENIALS: readonly Denial[] = [
  {
    code: 'handlingFees',
    unit: '元',
    words:
      /(?:未|没有|无|不|不曾|从未|零)(?:向[^，。；]{0,12})?(?:收取|收费|产生|发生|存在|征收|涉及)[^，。；]{0,20}(?:信息(?:公开)?处理费|处理费)|(?:信息(?:公开)?处理费|处理费)(?:用)?[^，。；]{0,12}(?:未收取|未产生|未发生|无收取|没有收取|为零|为无|(?<![\d.])0元|零元|(?:为|是|[:：])\s*0(?![\d.])|[:：](?:无|零))|未(?:向申请人)?收取(?:任何|相关|政府信息公开|信息公开|依申请公开)*费用|无信息(?:公开)?处理费/u,
  },
  {
    code: 'requestsReceived',
    unit: '件',
    words: new RegExp(
      `(?:未|没有|无|零)(?:曾)?(?:再)?(?:收到|受理|接到|接收|产生|发生|出现|收)[^，,：。；;收受]{0,30}?${REQUEST}|(?:无|零)(?:政府信息|人?提[出交])?${REQUEST}|${REQUEST}[^。；;]{0,20}均为(?:零|0)|${REQUEST}(?:事项|数量|件数|总数|工作|受理量|案件|的)*(?:均?为|是|共|[:：])?(?:零|(?<![\\d.])0(?=件|条|宗|次|个|$|[，。；,;]))`,
      'u',
    ),
    not: /不服|引[起发]|复议|诉讼|投诉|举报|逾期|超期|不予|大量|反复|重复|书面|当面|现场|口头|网上|网络|在线|线上|线下|信函|邮寄|邮件|传真|窗口/u,
    rest: /^(?:的|政府|信息|事项|件|宗|条|次|个|情况|案件|信件|申请|需求|内容|业务|工作)*$/u,
  },
];

/** A request without a name, where the text speaks of requests for information: 收到申请16件. */
export const BARE_REQUEST =
  /(?:受理|收到|新收|接收|接到)(?:的|各类|公众|群众|公民、法人(?:和|或)(?:者)?其[他它]组织(?:的|提出的)?|申请人的?|书面)*申请(?:共|共计|合计|总计|总数|数量|为)*$/u;
/** The words that speak of requests for information. */
export const ABOUT_REQUESTS = /依申请公开|(?:政府)?信息公开申请|公开申请/u;
