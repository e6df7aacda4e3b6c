import fc from 'fast-check';
import { ANONYMOUS } from '../../src/shared/request/permissions';
import { peopleOf } from '../support/people';
import { act, addTestAgency, completeReport, sendReport } from '../support/reports';
import { createTestHub, type TestHub } from '../support/testHub';

fc.configureGlobal({ seed: 19 });

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
});
afterAll(() => hub.drop());

test('asOf replays every past instant of a long random history', async () => {
  const agencies = await Promise.all([1, 2, 3].map(() => addTestAgency(hub, '410303', 'history')));
  const officer = (await peopleOf(hub, agencies[0])).officer;
  const received = `requests { received { total } }`;
  const current = () =>
    hub.ask(
      `query ($agencies: [ID!]) { rollup(years: [2025], filter: { agencies: $agencies }) { coverage { included } total { ${received} } } }`,
      { agencies },
      ANONYMOUS,
    );
  const history: { at: string; seen: unknown }[] = [];
  const state = new Map<string, { revision: number; state: string }>();
  const script = fc.sample(
    fc.tuple(fc.integer({ min: 0, max: 2 }), fc.boolean(), fc.integer({ min: 0, max: 50 })),
    40,
  );
  for (const [at, retracts, value] of script) {
    const agency = agencies[at];
    const existing = state.get(agency);
    if (retracts && existing?.state === 'PUBLISHED') {
      const done = await act(
        hub,
        { agency, action: 'RETRACT', state: 'PUBLISHED', revision: existing.revision, comment: '撤' },
        officer,
      );
      expect(done.accepted).toBe(true);
      state.set(agency, { ...existing, state: 'WITHDRAWN' });
    } else {
      const input = completeReport(agency);
      input.requests = { received: { naturalPerson: value } };
      const done = await sendReport(hub, 'recordPublishedReport', { ...input, source: '测试' }, officer);
      expect(done.accepted).toBe(true);
      state.set(agency, { revision: done.currentRevision, state: 'PUBLISHED' });
    }
    const [{ now }] = await hub.database.query('select clock_timestamp() as now');
    history.push({ at: now.toISOString(), seen: await current() });
    await new Promise((resolve) => setTimeout(resolve, 3));
  }
  for (const { at, seen } of history) {
    const then = await hub.ask(
      `query ($agencies: [ID!], $asOf: DateTime) { rollup(years: [2025], filter: { agencies: $agencies }, asOf: $asOf) { coverage { included } total { ${received} } } }`,
      { agencies, asOf: new Date(new Date(at).getTime() + 1).toISOString() },
      ANONYMOUS,
    );
    expect(then).toEqual(seen);
  }
});
