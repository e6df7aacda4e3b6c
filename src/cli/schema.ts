import { Command } from 'commander';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { buildHubSchema } from '../server/graphql/schema';

/** The command that prints the schema. */
export function schemaCommand(): Command {
  return new Command('schema')
    .description('打印 GraphQL 模式。 Prints the schema in SDL, sorted.')
    .action(() => {
      process.stdout.write(`${printSchema(lexicographicSortSchema(buildHubSchema()))}\n`);
    });
}
