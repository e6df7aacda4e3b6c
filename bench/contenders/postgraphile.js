import { createServer } from 'node:http';
import { PgAggregatesPreset } from '@graphile/pg-aggregates';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';

/** PostGraphile over the tables made for it: every column may be filtered and sorted by, nothing else is switched on. */
const preset = {
  extends: [PostGraphileAmberPreset, PgAggregatesPreset],
  disablePlugins: ['PgIndexBehaviorsPlugin', 'NodePlugin'],
  grafserv: { graphiql: false, watch: false, graphqlPath: '/graphql' },
  grafast: { explain: false },
  pgServices: [
    makePgService({
      connectionString: process.env.DATABASE_URL,
      schemas: ['peers'],
      poolConfig: { max: 10 },
    }),
  ],
};

const server = createServer();
server.on('error', (error) => process.stderr.write(`${error}\n`));
const service = postgraphile(preset).createServ(grafserv);
await service.addTo(server);
server.listen(Number(process.env.PORT), process.env.HOST);
