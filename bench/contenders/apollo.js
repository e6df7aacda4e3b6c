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
const questions = readQuestions();
const fieldOf = (code) => code.replace('-', '_');
const definitions = new Set(Object.values(questions).map(({ apollo }) => apollo.definition));
const apollo = new ApolloServer({
  typeDefs: `${[...definitions].join('\n')}
    type Query { ${Object.entries(questions)
      .map(
        ([
          code,
          {
            apollo: { type },
          },
        ]) => `${fieldOf(code)}: ${type}`,
      )
      .join(' ')} }`,
  resolvers: {
    Query: Object.fromEntries(
      Object.entries(questions).map(
        ([
          code,
          {
            sql,
            apollo: { resolve },
          },
        ]) => [
          fieldOf(code),
          async () => resolve((await pool.query({ name: code, text: sql.text, values: sql.values })).rows),
        ],
      ),
    ),
  },
  csrfPrevention: false,
  plugins: [
    ApolloServerPluginCacheControlDisabled(),
    ApolloServerPluginLandingPageDisabled(),
    ApolloServerPluginUsageReportingDisabled(),
  ],
});
await apollo.start();
const fastify = Fastify();
fastify.post('/graphql', fastifyApolloHandler(apollo));
await fastify.listen({ host: process.env.HOST, port: Number(process.env.PORT) });
