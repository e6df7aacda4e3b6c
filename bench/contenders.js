import { join } from 'node:path';
import { askSequentially, repeat, uncacheable } from './requests.js';
import { newerNode, ONE_REQUEST, startHub, startServer } from './servers.js';

/** What the contenders are called in the tables. */
export const NAMES = {
  ours: 'ours',
  aliases: 'ours, aliases',
  aggregates: 'PostGraphile, aggregates',
  postgraphileSummary: 'PostGraphile, summary row',
  apollo: 'Apollo by hand',
  scan: 'pg, scan',
  rollupRow: "pg, the hub's sums",
  summary: 'pg, summary row',
  same: 'ours, the same question',
  repeated: 'ours, repeated',
  bare: 'bare HTTP, same bytes',
};
/** Those who answer different questions, which is the main table. */
export const MAIN = [
  'ours',
  'aliases',
  'aggregates',
  'postgraphileSummary',
  'apollo',
  'scan',
  'rollupRow',
  'summary',
];
/** Who answers GraphQL, as the hub does. The rows of `pg` are limits: a statement alone, its rows as they come. */
export const PEERS = ['aggregates', 'postgraphileSummary', 'apollo'];

const script = (name) => join(import.meta.dirname, 'contenders', `${name}.js`);
const dataOf = (text) => JSON.parse(text).data;

/**
 * Starts everyone who answers, as processes of their own over the same database. Returns for each a function from a question
 * to its request, or to null where it has no answer.
 */
export async function startContenders(demonstration, places) {
  const environment = { DATABASE_URL: demonstration.serverUrl, QUESTIONS: JSON.stringify(places) };
  const hub = await startHub(demonstration);
  const servers = [hub];
  const start = async (name, node) => {
    const server = await startServer(name, script(name), environment, node);
    servers.push(server);
    return server;
  };
  const raw = await start('raw');
  const bare = await start('bare');
  const apollo = await start('apollo');
  const newer = newerNode();
  const postgraphile = newer && (await start('postgraphile', newer));

  const ours = (question, { variants }) =>
    askSequentially({
      url: `${hub.url}/graphql`,
      variants,
      payload: (variables) => ({ query: uncacheable(question.ours.query), variables }),
      read: (text) => question.ours.read(dataOf(text)),
    });
  const repeated = (question, url) =>
    repeat({
      url,
      variant: question.variants[0],
      payload: (variables) => ({ query: question.ours.query, variables }),
      read: (text) => question.ours.read(dataOf(text)),
    });
  const statement = (which) => (question, code) =>
    question[which] &&
    askSequentially({
      url: `${raw.url}/${which}/${code}`,
      variants: question.variants,
      payload: (variables) => ({ variables }),
      read: (text) => question[which].read(JSON.parse(text)),
    });
  const graphile = (question, definition, read) =>
    postgraphile &&
    definition &&
    askSequentially({
      url: `${postgraphile.url}/graphql`,
      variants: question.variants,
      payload: (variant) => ({ query: definition.query, variables: definition.variables(variant) }),
      read: (text) => read(dataOf(text)),
    });
  const requests = {
    ours: (question) => ours(question, question),
    aliases: ({ aliases, variants }) =>
      aliases &&
      askSequentially({
        url: `${hub.url}/graphql`,
        variants,
        payload: (variant) => ({ query: uncacheable(aliases.query), variables: aliases.variables(variant) }),
        read: (text) => aliases.read(dataOf(text)),
      }),
    aggregates: (question) => graphile(question, question.postgraphile, question.postgraphile.read),
    postgraphileSummary: (question) =>
      graphile(question, question.summary?.postgraphile, (data) =>
        question.summary.read(question.summary.postgraphile.rows(data)),
      ),
    apollo: (question, code) =>
      askSequentially({
        url: `${apollo.url}/graphql`,
        variants: question.variants,
        payload: (variables) => ({
          query: `query ($years: [Int!]!, $place: ID!) { answer: ${code.replace('-', '_')}(years: $years, place: $place) ${question.apollo.selection} }`,
          variables,
        }),
        read: (text) => question.apollo.read(dataOf(text).answer),
      }),
    scan: statement('sql'),
    rollupRow: statement('rollupRow'),
    summary: statement('summary'),
    same: (question) => ours(question, { variants: question.variants.slice(0, 1) }),
    repeated: (question) => repeated(question, `${hub.url}/graphql`),
    bare: (question, code) => repeated(question, `${bare.url}/${code}`),
  };
  return {
    contenders: Object.keys(NAMES).map((id) => ({ id, requestFor: requests[id] })),
    hub,
    /** Gives the bare server the bytes that the hub answers with. */
    storeAnswer: (code, text) =>
      fetch(`${bare.url}/${code}`, { method: 'PUT', headers: ONE_REQUEST, body: text }),
    stop: () => Promise.all(servers.map((server) => server.stop())),
  };
}
