import { peopleOf } from '../support/people';
import { addTestAgency, completeReport, sendReport } from '../support/reports';
import { createTestHub, type TestHub } from '../support/testHub';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
});
afterAll(() => hub.drop());

test('who may not act on the report of an agency reads what was not done, why, and what to do, in both languages', async () => {
  const agency = await addTestAgency(hub);
  const { clerk } = await peopleOf(hub, agency);
  const { clerk: stranger } = await peopleOf(hub, await addTestAgency(hub));
  await sendReport(hub, 'submitReport', completeReport(agency), clerk);
  const input = { agency, year: 2025, action: 'WITHDRAW', state: 'SECTION_REVIEW', revision: 1 };
  await expect(
    hub.ask(
      'mutation ($input: ReviewInput!) { actOnReport(input: $input) { accepted } }',
      { input },
      stranger,
    ),
  ).rejects.toThrow(
    /^没有执行：您的角色不包括这项操作，或不包括这个机关、区划；需要办理的，请联系管理员.* Nothing was done: none of your roles covers .* ask an administrator/,
  );
  const { actOnReports } = await hub.ask(
    'mutation ($inputs: [ReviewInput!]!) { actOnReports(inputs: $inputs) { accepted findings { code messageZh messageEn } } }',
    { inputs: [input] },
    stranger,
  );
  expect(actOnReports).toEqual([
    {
      accepted: false,
      findings: [
        {
          code: 'report.forbidden',
          messageZh: expect.stringMatching(
            /^没有办理：您的角色不包括机关 .+，报告没有改动；需要办理的，请联系管理员/,
          ),
          messageEn: expect.stringMatching(
            /^Nothing was done: none of your roles covers the agency .+ ask an administrator/,
          ),
        },
      ],
    },
  ]);
});
