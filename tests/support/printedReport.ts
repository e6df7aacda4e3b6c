import { Role } from '../../src/shared/request/permissions';
import { startHttpHub } from './httpHub';
import { completeReport } from './reports';

/** The agency whose report is printed. */
export const AGENCY = '410303-001';
export const HOSTILE_LINE = '<script>alert(1)</script>&"\'';
const HOSTILE = `${HOSTILE_LINE}\u0001`;

/** A report whose every kind of cell is told apart: figures, zero, blank, not applicable, computed, notes, decimals. */
export function tellingReport() {
  const report = completeReport(AGENCY);
  const { requests, proactive } = report;
  for (const [row, count] of [
    ['received', 7],
    ['granted', 5],
    ['concluded', 6],
    ['carriedOut', 1],
  ] as const)
    Object.assign(requests[row], { naturalPerson: count, total: count });
  Object.assign(requests.denied.stateSecret, { naturalPerson: 1, total: null });
  Object.assign(requests.denied.otherLaw, { naturalPerson: '', total: 0 });
  Object.assign(proactive.rules, { issued: '/', repealed: 0, inForce: 0 });
  proactive.normativeDocuments = { issued: { value: 22, note: '其中修订16件' }, repealed: 0, inForce: 22 };
  proactive.fees.amount = '59237.244912';
  requests.carriedIn.other = { value: 0, note: '=cmd()|A1' };
  return {
    ...report,
    overview: `${HOSTILE}\n=cmd()|' /C calc'!A0\n主动公开。`,
    otherMatters: '本年度未收取信息处理费，表中行政事业性收费均属其他项目。',
    source: `=HYPERLINK("x") ${HOSTILE_LINE}`,
  };
}

export type PrintHub = Awaited<ReturnType<typeof startPrintHub>>;

/** A real server that holds the telling report, and a clerk of its agency. */
export async function startPrintHub() {
  const hub = await startHttpHub();
  const clerk = (await hub.signUp({ role: Role.CLERK, agency: AGENCY })).token;
  const officer = (await hub.signUp({ role: Role.DISTRICT_OFFICER, jurisdiction: '410303' })).token;
  const get = (path: string, headers: Record<string, string> = {}) => fetch(hub.url + path, { headers });
  const record = async (input: object) => {
    const document =
      'mutation ($input: ReportInput!) { recordPublishedReport(input: $input) { accepted findings { messageEn severity } } }';
    const { data } = await hub.ask(document, officer, { input });
    const { accepted, findings } = data.recordPublishedReport;
    expect(accepted ? [] : findings).toEqual([]);
  };
  await record(tellingReport());
  return {
    ...hub,
    clerk,
    get,
    bytes: async (path: string) => Buffer.from(await (await get(path)).arrayBuffer()),
    record,
  };
}
