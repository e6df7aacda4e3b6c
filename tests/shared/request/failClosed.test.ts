import { type DocumentNode, execute, type GraphQLObjectType, parse, validate } from 'graphql';
import { rollUpId } from '../../../src/rollup/request/rollUpId';
import type { Basis } from '../../../src/rollup/request/selection';
import { type Actor, ANONYMOUS, Role } from '../../../src/shared/request/permissions';
import { REQUESTS, type Request } from '../../support/othersRequests';
import {
  brittleContext,
  createOthersWork,
  LEAK,
  MANAGED_LEAK,
  type OthersWork,
  strangersTo,
} from '../../support/othersWork';
import { person } from '../../support/people';
import { EVERYBODY, schema } from '../../support/testHub';

let work: OthersWork;
beforeAll(async () => {
  work = await createOthersWork();
});
afterAll(() => work.drop());

const rootFields = (type: GraphQLObjectType | null | undefined) => Object.keys(type?.getFields() ?? {});

/** What has changed in the hub, told by its audit. Counts of what was refused are no part of it: they are written after the answer. */
const changes = async () => {
  const [{ count }] = await work.hub.database.query(
    "select count(*)::int as count from audit_event where subject <> 'refused_attempts'",
  );
  return count as number;
};

const documents = new Map<string, DocumentNode>();
/** The document of a text, parsed once. */
function parsed(text: string): DocumentNode {
  const document = documents.get(text) ?? parse(text);
  documents.set(text, document);
  return document;
}

async function run(request: Request, actor: Actor): Promise<string> {
  const { text, variables } = typeof request === 'string' ? { text: request, variables: {} } : request;
  const isMutation = text.startsWith('mutation');
  const result = await execute({
    schema,
    document: parsed(text),
    variableValues: variables as Record<string, unknown>,
    contextValue: brittleContext(work, actor, isMutation),
  });
  return JSON.stringify({ data: result.data, errors: result.errors?.map(({ message }) => message) });
}

test('the requests cover every operation of the schema, and each is valid', () => {
  expect(Object.keys(REQUESTS).sort()).toEqual(
    [...rootFields(schema.getQueryType()), ...rootFields(schema.getMutationType())].sort(),
  );
  for (const make of Object.values(REQUESTS))
    for (const request of make(work)) {
      const text = typeof request === 'string' ? request : request.text;
      expect(validate(schema, parse(text)).map(({ message }) => message)).toEqual([]);
    }
});

test('those who work on a draft see what strangers must not', async () => {
  for (const name of [
    'node',
    'nodes',
    'report',
    'reports',
    'rollup',
    'agency',
    'auditEvents',
    'webhookDeliveries',
    'webhooks',
    'apiKeys',
  ]) {
    const answers = await Promise.all(REQUESTS[name](work).map((request) => run(request, EVERYBODY)));
    expect([name, answers.join()]).toEqual([name, expect.stringMatching(MANAGED_LEAK)]);
  }
});

/** Whoever may record anywhere begins a batch of their own, which changes nothing of anybody's. */
const OWN_WORK = 'startImport';

test.each(Object.keys(REQUESTS))(
  '%s shows strangers nothing of the work of others, whichever statement fails',
  async (name) => {
    const before = await changes();
    for (const [who, actor] of Object.entries(await strangersTo(work))) {
      // Who keeps the whole hub manages keys.
      const leak = who === 'administrator' ? LEAK : MANAGED_LEAK;
      for (const request of REQUESTS[name](work)) {
        const isMutation = JSON.stringify(request).includes('mutation');
        // Who keeps the whole hub may change accounts and agencies; nothing is refused there.
        if (who === 'administrator' && isMutation) continue;
        await work.faults.breakEach(
          () => run(request, actor),
          (answer, broken) => {
            if (leak.test(answer)) expect([who, request, broken, answer]).toBe('no work of others');
          },
        );
      }
    }
    if (name !== OWN_WORK) expect(await changes()).toBe(before);
  },
);

test.each(['DRAFT', 'FILED'])('a preview of no agencies is nothing to anybody: %s', async (basis) => {
  // No argument takes an empty list, and no identifier that somebody wrote may hold one.
  const id = rollUpId({ filter: { agencies: [] }, years: [2025], basis: basis as Basis, asOf: null });
  const text = `{ node(id: "${id}") { ... on RollUp { coverage { expected } } } }`;
  const { anonymous, outsider, administrator, analyst } = await strangersTo(work);
  const clerk = person(Role.CLERK, { agencyKey: 1 });
  for (const actor of [anonymous, outsider, administrator, clerk, analyst])
    expect(await run(text, actor)).toMatch(/"data":\{"\w+":null\}.*Not the id of a roll-up/);
});

test('an inbox needs a signed-in person', async () => {
  expect(await run('{ inbox { totalCount } }', ANONYMOUS)).toMatch(/"data":\{"\w+":null\}.*Sign in first/);
});
