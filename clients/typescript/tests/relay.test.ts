import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connectBySocket } from '@ogi-hub/client/socket';
import relay, {
  type ConcreteRequest,
  type GraphQLTaggedNode,
  type RequestParameters,
  type Variables,
} from 'relay-runtime';
import { countingFetch, token, until, url } from './hub.js';
import agenciesPageQuery from './made/relay/agenciesPageQuery.graphql.js';
import agenciesQuery from './made/relay/agenciesQuery.graphql.js';
import rollupPageQuery from './made/relay/rollupPageQuery.graphql.js';
import rollupQuery from './made/relay/rollupQuery.graphql.js';
import completeness from './made/relay/sessionsCompletenessSubscription.graphql.js';
import sessionsQuery from './made/relay/sessionsQuery.graphql.js';
import rename from './made/relay/sessionsRenameMutation.graphql.js';
import { WebSocket } from './webSocket.js';

const {
  commitMutation,
  createOperationDescriptor,
  Environment,
  fetchQuery,
  getRequest,
  Network,
  Observable,
  RecordSource,
  requestSubscription,
  Store,
} = relay;

function environmentOver(withToken = false) {
  const { ask, requests } = countingFetch(withToken);
  const socket = connectBySocket({ url, token: () => token }, WebSocket);
  const network = Network.create(
    // Documents are persisted: Relay sends their id and never their text.
    async ({ id }: RequestParameters, variables: Variables) => {
      const response = await ask(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ doc_id: id, variables }),
      });
      return (await response.json()) as never;
    },
    () =>
      Observable.create((sink) =>
        socket.subscribe(
          {
            query:
              'subscription { completenessChanged(jurisdiction: "910101", year: 2025) { expected included } }',
          },
          sink as never,
        ),
      ),
  );
  return {
    environment: new Environment({ network, store: new Store(new RecordSource()) }),
    requests,
    socket,
  };
}
type Hub = ReturnType<typeof environmentOver>;

const ask = ({ environment }: Hub, query: GraphQLTaggedNode | ConcreteRequest, variables: Variables) =>
  fetchQuery(environment, query as GraphQLTaggedNode, variables).toPromise();

/** Returns what the store has of a list with cursors: the records of its edges. */
function edgesOf({ environment }: Hub, key: string): readonly unknown[] {
  const records = Object.entries(environment.getStore().getSource().toJSON());
  const [, list] = records.find(([id]) => id.includes(`__${key}_connection`)) ?? [];
  return ((list as { edges?: { __refs: unknown[] } })?.edges?.__refs ?? []) as readonly unknown[];
}

test('a page after the first is added to the list, by persisted documents', async () => {
  const hub = environmentOver();
  await ask(hub, agenciesQuery, { first: 5 });
  assert.equal(edgesOf(hub, 'agencies_list_agencies').length, 5);
  const source = JSON.parse(JSON.stringify(hub.environment.getStore().getSource().toJSON()));
  const [cursor] = Object.values<{ endCursor?: string }>(source).flatMap(({ endCursor }) => endCursor ?? []);
  await ask(hub, agenciesPageQuery, { first: 5, after: cursor });
  assert.equal(edgesOf(hub, 'agencies_list_agencies').length, 10);
  assert.ok(hub.requests.every(({ body }) => !body.includes('query agencies')));
});

test('a roll-up is found again by its id, and its bureaus are paged', async () => {
  const hub = environmentOver();
  const { rollup } = (await ask(hub, rollupQuery, { years: [2025], first: 5 })) as { rollup: { id: string } };
  const source = JSON.parse(JSON.stringify(hub.environment.getStore().getSource().toJSON()));
  const [cursor] = Object.values<{ endCursor?: string }>(source).flatMap(({ endCursor }) => endCursor ?? []);
  await ask(hub, rollupPageQuery, { id: rollup.id, first: 5, after: cursor });
  assert.equal(edgesOf(hub, 'rollup_bureaus_groups').length, 10);
});

test('the ids of all that lasts are texts of their own: nothing is mixed up in the store', async () => {
  const hub = environmentOver(true);
  const { viewer, sessions } = (await ask(hub, sessionsQuery, {})) as {
    viewer: { id: string; grants: { id: string; role: string }[] };
    sessions: { id: string; current: boolean }[];
  };
  assert.equal(viewer.grants[0].role, 'ADMINISTRATOR');
  assert.ok(sessions.some(({ current }) => current));
  const ids = [viewer.id, ...viewer.grants.map(({ id }) => id), ...sessions.map(({ id }) => id)];
  assert.equal(new Set(ids).size, ids.length);
});

test('a mutation is shown before it is answered', async () => {
  const hub = environmentOver(true);
  const { viewer } = (await ask(hub, sessionsQuery, {})) as { viewer: { id: string } };
  const names: unknown[] = [];
  const { fragment } = createOperationDescriptor(getRequest(sessionsQuery as never), {});
  hub.environment.subscribe(hub.environment.lookup(fragment), ({ data }) =>
    names.push((data as { viewer: { name: string } }).viewer.name),
  );
  await new Promise((resolve, reject) =>
    commitMutation(hub.environment, {
      mutation: rename as never,
      variables: { input: { account: 'client', name: '由 Relay 改名' } },
      optimisticResponse: { updateAccount: { account: { id: viewer.id, name: '先显示' } } } as never,
      onCompleted: resolve,
      onError: reject,
    }),
  );
  assert.deepEqual(names, ['先显示', '由 Relay 改名']);
});

test('a subscription over WebSocket tells at once where a place stands', async () => {
  const hub = environmentOver(true);
  let seen: unknown = null;
  const { dispose } = requestSubscription(hub.environment, {
    subscription: completeness as never,
    variables: {},
    onNext: (data) => {
      seen = data;
    },
  });
  const { completenessChanged } = (await until(() => seen)) as { completenessChanged: { expected: number } };
  assert.equal(completenessChanged.expected, 59);
  dispose();
  await hub.socket.dispose();
});
