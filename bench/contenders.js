import { join } from 'node:path';
import { newerNode, startHub, startServer } from './servers.js';

const script = (name) => join(import.meta.dirname, 'contenders', `${name}.js`);

/**
 * Everyone who answers, as processes of their own over the same database. Each gives for a question the requests to
 * send and how the figures are read from an answer, or null when it has no answer.
 */
export async function startContenders(demonstration, context) {
  const environment = {
    DATABASE_URL: demonstration.serverUrl,
    QUESTIONS: JSON.stringify(context),
  };
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
  const graphql = (server, query, variables) => ({
    url: `${server.url}/graphql`,
    body: JSON.stringify({ query, variables }),
  });
  const data = (text) => JSON.parse(text).data;
  const contenders = [
    {
      name: 'ours, warm cache',
      of: (_, { ours }) => ({
        ...graphql(hub, ours.query, ours.variables),
        read: (text) => ours.read(data(text)),
      }),
    },
    {
      name: 'ours, cold cache',
      of: (_, { ours }) => ({
        ...graphql(hub, ours.query, ours.variables),
        bodyOf: coldBody(ours),
        read: (text) => ours.read(data(text)),
      }),
    },
    {
      name: 'ours, cold cache, years in turn',
      of: (_, { ours }) =>
        ours.variables.years.length === 1
          ? {
              ...graphql(hub, ours.query, ours.variables),
              bodyOf: coldBody(ours, context.years),
              read: (text) => ours.read(data(text)),
            }
          : null,
    },
    {
      name: 'PostGraphile, aggregates',
      of: (_, { postgraphile: its }) =>
        postgraphile && its && { ...graphql(postgraphile, its.query), read: (text) => its.read(data(text)) },
    },
    {
      name: 'PostGraphile over the kept row',
      of: (_, { kept }) =>
        postgraphile &&
        kept && {
          ...graphql(postgraphile, kept.postgraphile),
          read: (text) => kept.read(kept.rows(data(text))),
        },
    },
    {
      name: 'Apollo Server by hand',
      of: (code, { apollo: its }) =>
        its && {
          ...graphql(apollo, `{ answer: ${code.replace('-', '_')} ${its.selection} }`),
          read: (text) => its.read(data(text).answer),
        },
    },
    {
      name: 'SQL through pg, scanning',
      of: (code, { sql }) =>
        sql && { url: `${raw.url}/sql/${code}`, body: '{}', read: (text) => sql.read(JSON.parse(text)) },
    },
    {
      name: "SQL through pg, the hub's kept sums",
      of: (code, { hubSums }) =>
        hubSums && {
          url: `${raw.url}/hubSums/${code}`,
          body: '{}',
          read: (text) => hubSums.read(JSON.parse(text)),
        },
    },
    {
      name: 'SQL through pg, kept row',
      of: (code, { kept }) =>
        kept && { url: `${raw.url}/kept/${code}`, body: '{}', read: (text) => kept.read(JSON.parse(text)) },
    },
    {
      name: 'bare node HTTP, same bytes',
      of: (code, { ours }) => ({
        ...graphql(bare, ours.query, ours.variables),
        url: `${bare.url}/${code}`,
        read: (text) => ours.read(data(text)),
      }),
    },
  ];
  /** Gives the bare server the bytes that the hub answers with. */
  const teachBare = (code, text) => fetch(`${bare.url}/${code}`, { method: 'PUT', body: text });
  const stop = () => Promise.all(servers.map((server) => server.stop()));
  return { contenders, hub, teachBare, stop };
}

let asked = 0;
const DIGITS = 12;
/**
 * The same question under a name that no cache of answers knows: a variable that the operation does not have, with a number
 * that never comes again. Everything else may be kept, as for any question asked often. With years, each request asks
 * for another of them, so that those who ask at the same moment do not ask for the same.
 */
function coldBody({ query, variables }, years) {
  const mark = '#'.repeat(DIGITS);
  const bodies = (years ?? [null]).map((year) => {
    const asking = { ...variables, ...(year ? { years: [year] } : {}), unused: mark };
    const body = Buffer.from(JSON.stringify({ query, variables: asking }));
    return { body, at: body.indexOf(mark) };
  });
  return () => {
    asked += 1;
    const { body, at } = bodies[asked % bodies.length];
    // Copied as bytes: made of text, it would take the load more time than the hub takes to answer.
    const own = Buffer.from(body);
    own.write(String(asked).padStart(DIGITS, '0'), at, 'latin1');
    return own;
  };
}
