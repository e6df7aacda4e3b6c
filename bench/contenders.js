import { join } from 'node:path';
import { neverKept } from './form.js';
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
  /** The hub's own question, asked of anybody; who is `cold` gets no body twice. */
  const question = ({ ours }, url, { cold, years } = {}) => ({
    url,
    body: JSON.stringify(ours),
    ...(cold ? { bodyOf: bodiesOf(ours, years) } : {}),
  });
  const peer = (server, query) => {
    const asked = { query, variables: {} };
    return { url: `${server.url}/graphql`, body: JSON.stringify(asked), bodyOf: bodiesOf(asked) };
  };
  const data = (text) => JSON.parse(text).data;
  const own = (options, isAsked = () => true) => ({
    of: (_, all) =>
      isAsked(all.ours)
        ? {
            ...question(all, `${hub.url}/graphql`, options),
            read: (text) => all.ours.read(data(text)),
          }
        : null,
  });
  const rows = (which) => ({
    of: (code, all) =>
      all[which]
        ? {
            ...question(all, `${raw.url}/${which}/${code}`, { cold: true }),
            read: (text) => all[which].read(JSON.parse(text)),
          }
        : null,
  });
  const contenders = [
    { name: 'ours, warm cache', ...own({}) },
    { name: 'ours, cold cache', ...own({ cold: true }) },
    {
      name: 'ours, cold cache, years in turn',
      ...own({ cold: true, years: context.years }, ({ variables: { years } }) => years.length === 1),
    },
    {
      name: 'PostGraphile, aggregates',
      of: (_, { postgraphile: its }) =>
        postgraphile && its && { ...peer(postgraphile, its.query), read: (text) => its.read(data(text)) },
    },
    {
      name: 'PostGraphile over the kept row',
      of: (_, { kept }) =>
        postgraphile &&
        kept && {
          ...peer(postgraphile, kept.postgraphile),
          read: (text) => kept.read(kept.rows(data(text))),
        },
    },
    {
      name: 'Apollo Server by hand',
      of: (code, { apollo: its }) =>
        its && {
          ...peer(apollo, `{ answer: ${code.replace('-', '_')} ${its.selection} }`),
          read: (text) => its.read(data(text).answer),
        },
    },
    { name: 'SQL through pg, scanning', ...rows('sql') },
    { name: "SQL through pg, the hub's kept sums", ...rows('hubSums') },
    { name: 'SQL through pg, kept row', ...rows('kept') },
    {
      name: 'bare node HTTP, same bytes',
      of: (code, all) => ({
        ...question(all, `${bare.url}/${code}`),
        read: (text) => all.ours.read(data(text)),
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
 * Bodies of the same question, each made for its request, whose answers are never kept: they ask who the viewer is, too. A variable that the operation
 * does not have makes every body another, by a number that never comes again. Everything else may be kept, as for any question asked often. With years,
 * each asks for another of them, so that those who ask at the same moment do not ask for the same.
 */
function bodiesOf({ query, variables }, years) {
  const mark = '#'.repeat(DIGITS);
  const bodies = (years ?? [null]).map((year) => {
    const asking = { ...variables, ...(year ? { years: [year] } : {}), unused: mark };
    const body = Buffer.from(JSON.stringify({ query: neverKept(query), variables: asking }));
    return { body, at: body.indexOf(mark) };
  });
  return () => {
    asked += 1;
    const { body, at } = bodies[asked % bodies.length];
    const own = Buffer.from(body);
    own.write(String(asked).padStart(DIGITS, '0'), at, 'latin1');
    return own;
  };
}
