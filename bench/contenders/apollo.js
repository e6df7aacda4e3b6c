import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import Fastify from 'fastify';
import pg from 'pg';
import { readQuestions } from './setup.js';

/** Apollo Server written by hand: one resolver and one prepared SQL statement for each question, no other work. */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const fields = Object.entries(readQuestions()).map(([code, question]) => ({
  code,
  name: code.replace('-', '_'),
  ...question,
}));
const definitions = new Set(fields.map(({ apollo }) => apollo.definition));
const typeDefs = `${[...definitions].join('\n')}
  type Query { ${fields.map(({ name, apollo }) => `${name}(years: [Int!]!, place: ID!): ${apollo.type}`).join(' ')} }`;

const answer =
  ({ code, sql, apollo }) =>
  async (_, variables) => {
    const { rows } = await pool.query({ name: code, text: sql.text, values: sql.values(variables) });
    return apollo.resolve(rows);
  };

const server = new ApolloServer({
  typeDefs,
  resolvers: { Query: Object.fromEntries(fields.map((field) => [field.name, answer(field)])) },
  csrfPrevention: false,
  plugins: [
    ApolloServerPluginCacheControlDisabled(),
    ApolloServerPluginLandingPageDisabled(),
    ApolloServerPluginUsageReportingDisabled(),
  ],
});
await server.start();
const fastify = Fastify();
fastify.post('/graphql', fastifyApolloHandler(server));
await fastify.listen({ host: process.env.HOST, port: Number(process.env.PORT) });
