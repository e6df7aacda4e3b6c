import { REAL_REPORTS } from '../../seeds/realFigures';
import type { Actor } from '../../src/shared/request/permissions';
import type { Answer } from './answers';
import type { TestHub } from './testHub';

const { proactive, requests, disputes } = REAL_REPORTS[0] as Record<string, Answer>;

/** A valid report for 2025. */
export const completeReport = (agency: string) => ({
  agency,
  year: 2025,
  overview: '测试。',
  proactive: structuredClone(proactive),
  requests: structuredClone(requests),
  disputes: structuredClone(disputes),
  problems: '培训不足。',
  otherMatters: '本年度未收取信息处理费。',
});

let created = 0;
/** A name made of Chinese characters only, as titles print it. */
const testName = (number: number) =>
  `测试第${[...String(number)].map((digit) => '零一二三四五六七八九'[Number(digit)]).join('')}局`;

/** Adds an agency to a place of the real seeds and returns its code. */
export async function addTestAgency(
  hub: TestHub,
  jurisdiction = '410303',
  prefix = 'test',
  kind = 'DEPARTMENT',
): Promise<string> {
  created += 1;
  const code = `${prefix}-${created}`;
  const { addAgency } = await hub.ask(
    'mutation ($input: AddAgencyInput!) { addAgency(input: $input) { findings { messageEn } } }',
    { input: { code, name: testName(created), kind, jurisdiction, validFrom: '2015-01-01' } },
  );
  expect(addAgency.findings).toEqual([]);
  return code;
}

/** What sending a report answers. */
export interface Payload {
  readonly accepted: boolean;
  readonly currentRevision: number;
  readonly findings: {
    readonly code: string;
    readonly severity: string;
    readonly path: string | null;
    readonly actual: string | null;
    readonly messageEn: string;
    readonly explanation: string | null;
  }[];
  readonly report: { readonly state: string; readonly latestRevision: number } | null;
}

/** What a step of the review answers. */
export interface StepPayload {
  readonly accepted: boolean;
  readonly findings: {
    readonly code: string;
    readonly path: string | null;
    readonly messageEn: string;
    readonly remedy?: string | null;
  }[];
  readonly report: {
    readonly state: string;
    readonly latestRevision: number;
    readonly revision: number;
  } | null;
}

const PAYLOAD =
  '{ accepted currentRevision findings { code severity path actual messageEn explanation } report { state latestRevision } }';

/** Sends a report by one of its mutations. */
export async function sendReport(hub: TestHub, name: string, input: object, actor?: Actor): Promise<Payload> {
  const document = `mutation ($input: ReportInput!) { payload: ${name}(input: $input) ${PAYLOAD} }`;
  return (await hub.ask(document, { input }, actor)).payload;
}

/** Does a step of the review. */
export async function act(hub: TestHub, input: object, actor?: Actor): Promise<StepPayload> {
  const document =
    'mutation ($input: ReviewInput!) { payload: actOnReport(input: $input) { accepted findings { code path messageEn remedy } report { state latestRevision revision } } }';
  return (await hub.ask(document, { input: { year: 2025, ...input } }, actor)).payload;
}
