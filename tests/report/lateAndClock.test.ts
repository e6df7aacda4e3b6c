import { lastEndedYear, yearInBeijing } from '../../src/form/reportingYears';
import { checkReportKey } from '../../src/report/submission/checkSubmission';
import type { Actor } from '../../src/shared/request/permissions';
import { nodeRealm } from '../support/nodeRealm';
import { peopleOf } from '../support/people';
import type { Payload } from '../support/reports';
import { act, addTestAgency, completeReport, sendReport } from '../support/reports';
import { createTestHub, type TestHub } from '../support/testHub';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
});
afterAll(() => hub.drop());

const YEAR = 2025;
const codes = ({ findings }: Pick<Payload, 'findings'>) => findings.map(({ code }) => code);
const lock = async (dueOn: string) => {
  const { setDeadline } = await hub.ask(
    'mutation ($input: DeadlineInput!) { setDeadline(input: $input) { findings { messageEn } } }',
    { input: { kind: 'DEPARTMENT', year: YEAR, dueOn, locks: true, reason: '测试。' } },
  );
  expect(setDeadline.findings).toEqual([]);
};
/** Does a step in the state and revision a report is in now. */
const step = async (agency: string, action: string, actor?: Actor) => {
  const [{ state, revision }] = await hub.database.query(
    'select r.state, r.latest_revision as revision from report r join agency a on a.id = r.agency_id where a.code = $1',
    [agency],
  );
  return act(hub, { agency, action, state, revision, comment: '请核对。' }, actor);
};
const publish = async (agency: string) => {
  for (const action of ['APPROVE', 'APPROVE', 'APPROVE', 'ACCEPT'])
    expect(await step(agency, action)).toMatchObject({ accepted: true });
};
describe('under a deadline that locks', () => {
  test('a report that was filed can be corrected and filed again, however often it is returned; one that was not cannot', async () => {
    const [filed, draft, none] = [
      await addTestAgency(hub),
      await addTestAgency(hub),
      await addTestAgency(hub),
    ];
    const { clerk, section } = await peopleOf(hub, filed);
    await sendReport(hub, 'submitReport', completeReport(filed), clerk);
    await sendReport(hub, 'saveDraft', { agency: draft, year: YEAR, overview: '草稿。' });
    await lock('2026-01-31');
    for (const back of ['RETURN', 'RETURN', 'WITHDRAW']) {
      expect(await step(filed, back, back === 'RETURN' ? section : clerk)).toMatchObject({ accepted: true });
      const saved = await sendReport(
        hub,
        'saveDraft',
        { agency: filed, year: YEAR, problems: `更正 ${back}。` },
        clerk,
      );
      expect(codes(saved)).not.toContain('report.deadline');
      expect(saved.accepted).toBe(true);
      expect((await sendReport(hub, 'submitReport', { agency: filed, year: YEAR }, clerk)).accepted).toBe(
        true,
      );
    }
    for (const agency of [draft, none]) {
      expect(codes(await sendReport(hub, 'saveDraft', { agency, year: YEAR, problems: '迟。' }))).toEqual([
        'report.deadline',
      ]);
      expect(codes(await sendReport(hub, 'submitReport', completeReport(agency)))).toEqual([
        'report.deadline',
      ]);
    }
  });
});

describe("when the database's clock was set back", () => {
  const ahead = async (agency: string) => {
    const move = (table: string, columns: string[]) =>
      hub.database.query(
        `update ${table} t set ${columns.map((name) => `${name} = t.${name} + interval '1 hour'`).join(', ')} from agency a
          where a.id = t.agency_id and a.code = $1`,
        [agency],
      );
    await hub.database.query('alter table report_revision disable trigger user');
    await move('report_revision', ['created_at', 'published_at', 'superseded_at']);
    await hub.database.query('alter table report_revision enable trigger user');
    await hub.database.query('alter table report_step disable trigger user');
    await move('report_step', ['created_at']);
    await hub.database.query('alter table report_step enable trigger user');
  };
  const timesOf = (agency: string): Promise<{ number: number; from: Date | null; to: Date | null }[]> =>
    hub.database.query(
      `select v.number, v.published_at as "from", v.superseded_at as "to" from report_revision v join agency a on a.id = v.agency_id
        where a.code = $1 and v.published_at is not null order by v.number`,
      [agency],
    );
  const overviewAt = async (agency: string, asOf: Date) =>
    (
      await hub.ask(
        'query ($agency: ID!, $asOf: DateTime) { report(agency: $agency, year: 2025, asOf: $asOf) { overview { text } } }',
        { agency, asOf: asOf.toISOString() },
      )
    ).report?.overview.text ?? null;
  const isInOrder = (times: { from: Date | null; to: Date | null }[]) =>
    times.every(
      ({ from, to }, at) =>
        (to === null || Number(to) > Number(from)) && (at === 0 || Number(from) >= Number(times[at - 1].to)),
    );

  test('recording again follows the earlier recording in order, and asOf finds each', async () => {
    const agency = await addTestAgency(hub);
    const record = (overview: string) =>
      sendReport(hub, 'recordPublishedReport', { ...completeReport(agency), overview, source: 'test' });
    await record('第一次。');
    await ahead(agency);
    for (const overview of ['第二次。', '第三次。'])
      expect(await record(overview)).toMatchObject({ accepted: true });
    const times = await timesOf(agency);
    expect([times.length, isInOrder(times)]).toEqual([3, true]);
    for (const [at, overview] of ['第一次。', '第二次。', '第三次。'].entries())
      expect(await overviewAt(agency, times[at].from as Date)).toBe(overview);
  });

  test('a correction, its publication, a withdrawal and another publication follow one another', async () => {
    const agency = await addTestAgency(hub);
    const { clerk } = await peopleOf(hub, agency);
    await hub.database.query('delete from deadline_rule');
    await sendReport(hub, 'submitReport', completeReport(agency), clerk);
    await publish(agency);
    await ahead(agency);
    expect(await step(agency, 'CORRECT', clerk)).toMatchObject({ accepted: true });
    await sendReport(hub, 'submitReport', { ...completeReport(agency), overview: '更正。' }, clerk);
    await publish(agency);
    expect(await step(agency, 'RETRACT')).toMatchObject({ accepted: true });
    expect(await step(agency, 'CORRECT', clerk)).toMatchObject({ accepted: true });
    await sendReport(hub, 'submitReport', { ...completeReport(agency), overview: '再次公布。' }, clerk);
    await publish(agency);
    const times = await timesOf(agency);
    expect([times.length, isInOrder(times)]).toEqual([3, true]);
    const steps: { at: Date }[] = await hub.database.query(
      `select t.created_at as at from report_step t join agency a on a.id = t.agency_id where a.code = $1 order by t.id`,
      [agency],
    );
    expect(steps.every(({ at }, index) => index === 0 || Number(at) > Number(steps[index - 1].at))).toBe(
      true,
    );
    expect(await overviewAt(agency, times[2].from as Date)).toBe('再次公布。');
    const [{ withdrawn }] = await hub.database.query(
      `select w.withdrawn_at as withdrawn from withdrawal w join agency a on a.id = w.agency_id where a.code = $1`,
      [agency],
    );
    expect([Number(withdrawn) > Number(times[1].from), Number(withdrawn)]).toEqual([
      true,
      Number(times[1].to),
    ]);
  });
});

describe('years are counted in Beijing', () => {
  test.each([
    ['2025-12-31T15:59:59.999Z', 2025],
    ['2025-12-31T16:00:00Z', 2026],
    ['2026-01-01T00:00:00Z', 2026],
    ['2026-12-31T15:00:00Z', 2026],
  ])('%s is in %i', (instant, year) => {
    expect(yearInBeijing(new Date(instant))).toBe(year);
    expect(lastEndedYear(new Date(instant))).toBe(year - 1);
  });

  test('last year is reported from midnight in Beijing on', () => {
    const at = (instant: string) => {
      const clock = nodeRealm.Date;
      class Stopped extends clock {
        constructor(at: number | string = instant) {
          super(at);
        }
      }
      nodeRealm.Date = Stopped as DateConstructor;
      const input = { ...completeReport('x'), scope: 'OWN' } as never;
      const found = checkReportKey(input, null, 'FILE').map(({ code }) => code);
      nodeRealm.Date = clock;
      return found.includes('report.year');
    };
    expect([at('2025-12-31T15:59:59Z'), at('2025-12-31T16:00:00Z')]).toEqual([true, false]);
  });
});
