import fc from 'fast-check';
import { ListQuestion } from '../../../src/shared/graphql/listQuestion';
import { Role } from '../../../src/shared/request/permissions';
import { type HttpHub, startHttpHub } from '../../support/httpHub';
import { addHttpAgency } from '../../support/httpReports';

fc.configureGlobal({ seed: 19 });

let hub: HttpHub;
let tokens: Record<'officer' | 'administrator' | 'office', string>;
let webhook: string;
beforeAll(async () => {
  hub = await startHttpHub();
  const officer = await hub.signUp({ role: Role.DISTRICT_OFFICER, jurisdiction: '410303' });
  const administrator = await hub.signUp({ role: Role.ADMINISTRATOR });
  const agency = '410303-001';
  const office = await hub.signUp({ role: Role.OFFICE_REVIEWER, agency });
  tokens = { officer: officer.token, administrator: administrator.token, office: office.token };
  const created = await hub.ask(
    'mutation ($input: WebhookInput!) { createWebhook(input: $input) { webhook { id } } }',
    tokens.office,
    { input: { place: { agency }, url: 'https://hooks.example/ogi', events: ['WAITING'] } },
  );
  webhook = created.data.createWebhook.webhook.id;
  await addHttpAgency(hub);
  // A list that is empty has no cursor to take for a pattern.
  await hub.database.query(
    `insert into webhook_delivery (id, webhook_id, event, payload) select gen_random_uuid(), w.id, 'WAITING', '{}' from webhook w`,
  );
});
afterAll(() => hub.drop());

const ROLLUP = 'rollup(years: [2025], filter: { jurisdiction: "410300" })';
const page = (field: string, more = '') =>
  `${field}(after: $after${more}) { edges { cursor } pageInfo { endCursor } }`;
/** Returns the mark of the list in the first cursor of an answer; that of a list of this name where the answer is empty. */
const markIn = (data: unknown, name: string): string => {
  const [, cursor] = /"cursor":"([^"]+)"/.exec(JSON.stringify(data)) ?? [];
  if (!cursor) return new ListQuestion([name]).mark;
  return JSON.parse(Buffer.from(cursor, 'base64url').toString())[0];
};
const BY_RECEIVED = 'orderBy: { field: "requests.received.total" }';
/** Every list, asked by who may, with a cursor such as it gives. */
const LISTS: readonly (readonly [string, string, keyof typeof tokens, unknown[]])[] = [
  ['agencies', page('agencies', ', filter: { year: 2025 }'), 'officer', ['410303']],
  ['jurisdictions', page('jurisdictions'), 'officer', ['410000/']],
  ['reports', page('reports', ', orderBy: { field: YEAR, direction: DESC }'), 'officer', [2025, 1]],
  [
    'reports by code',
    page('reports', ', orderBy: { field: AGENCY_CODE, direction: DESC }'),
    'officer',
    ['9', 1],
  ],
  [
    'groups of agencies',
    `${ROLLUP} { ${page('groups', `, by: [AGENCY], ${BY_RECEIVED}`)} }`,
    'officer',
    [1, '1'],
  ],
  [
    'groups of places',
    `${ROLLUP} { ${page('groups', `, by: [CHILD], ${BY_RECEIVED}`)} }`,
    'officer',
    [null, '410303'],
  ],
  ['missing', `${ROLLUP} { coverage { ${page('missing')} } }`, 'officer', [2025, '410303']],
  ['inbox', page('inbox'), 'officer', ['2025-01-31T08:00:00.000Z', 1]],
  ['importBatches', page('importBatches'), 'officer', [1]],
  ['auditEvents', page('auditEvents'), 'administrator', ['2025-01-31T08:00:00.000001Z', 1, '12']],
  ['accounts', page('accounts'), 'administrator', ['name']],
  [
    'webhookDeliveries',
    page('webhookDeliveries', ', webhook: $webhook'),
    'office',
    ['8b1a1f0e-4c1d-4f9e-9f0a-0d6c5a3b2c1d'],
  ],
];

const part = fc.oneof(
  fc.constantFrom(
    null,
    1e300,
    -1,
    1.5,
    2 ** 31,
    '',
    'a\0b',
    '2025-02-30T00:00:00Z',
    '0000-01-01T00:00:00Z',
    '2025-13-01T00:00:00Z',
    '9'.repeat(40),
  ),
  fc.jsonValue(),
);

test.each(LISTS)(
  'any cursor of %s gives a page or a refusal, never an internal error',
  async (name, fields, who, own) => {
    const read = (after: string | null) =>
      hub.ask(
        `query ($after: String${fields.includes('$webhook') ? ', $webhook: ID!' : ''}) { ${fields} }`,
        tokens[who],
        { after, webhook },
      );
    const mark = markIn((await read(null)).data, name);
    const ask = async (key: unknown[]) => {
      const { data, errors } = await read(Buffer.from(JSON.stringify([mark, ...key])).toString('base64url'));
      return errors ? errors[0].extensions.code : data && 'page';
    };
    expect(await ask(own)).toBe('page');
    expect(await ask([...own, 1])).toBe('BAD_USER_INPUT');
    await fc.assert(
      fc.asyncProperty(fc.nat(own.length - 1), part, async (at, value) => {
        expect(['page', 'BAD_USER_INPUT']).toContain(await ask(own.with(at, value)));
      }),
      { numRuns: 40 },
    );
  },
);
