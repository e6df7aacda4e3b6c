import { Role } from '../../src/shared/request/permissions';
import type { HttpHub } from './httpHub';
import { completeReport } from './reports';

let added = 0;

/** Adds an agency over HTTP and returns its code. */
export async function addHttpAgency(hub: HttpHub): Promise<string> {
  added += 1;
  const code = `notice-${added}`;
  const chief = await hub.signUp({ role: Role.ADMINISTRATOR });
  await hub.ask(
    `mutation { addAgency(input: { code: "${code}", name: "通知机关", kind: DEPARTMENT, jurisdiction: "410303", validFrom: "2015-01-01", confirm: true }) { findings { code } } }`,
    chief.token,
  );
  return code;
}

const SUBMIT = 'mutation ($input: ReportInput!) { submitReport(input: $input) { accepted } }';

/** Submits the report of an agency for 2025. */
export const submitOver = async (hub: HttpHub, agency: string, token: string) =>
  expect(await hub.ask(SUBMIT, token, { input: completeReport(agency) })).toMatchObject({
    data: { submitReport: { accepted: true } },
  });

/** Does a step of the review of an agency's first revision. */
export const actOver = async (
  hub: HttpHub,
  agency: string,
  token: string,
  action: string,
  state: string,
  comment = '请改',
) =>
  expect(
    await hub.ask(
      `mutation { actOnReport(input: { agency: "${agency}", year: 2025, action: ${action}, state: ${state}, revision: 1, comment: "${comment}" }) { accepted findings { code } } }`,
      token,
    ),
  ).toMatchObject({ data: { actOnReport: { accepted: true } } });
