/**
 * Writes what the tools of clients make of the hub's schema, before the tests are compiled: artifacts and persisted documents of Relay, those
 * of GraphQL Code Generator and of Apollo.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { scalars } from '../dist/generated/scalars.js';

const folder = dirname(fileURLToPath(import.meta.url));
const made = join(folder, 'made');
const run = (program, ...args) =>
  execFileSync(join(folder, '../node_modules/.bin', program), args, { cwd: folder, stdio: 'inherit' });

rmSync(made, { recursive: true, force: true });
mkdirSync(join(made, 'relay'), { recursive: true });
mkdirSync(join(made, 'persisted'), { recursive: true });

const outputs = Object.fromEntries(Object.entries(scalars).map(([name, { output }]) => [name, output]));
writeFileSync(
  join(folder, 'relay.config.json'),
  JSON.stringify({
    src: './relay',
    schema: '../schema.graphql',
    language: 'typescript',
    artifactDirectory: './made/relay',
    eagerEsModules: true,
    noSourceControl: true,
    customScalarTypes: outputs,
    persistConfig: { file: './made/persisted/relay.json', algorithm: 'SHA256' },
  }),
);
writeFileSync(join(made, 'persisted/relay.json'), '{}');
run('relay-compiler', 'relay.config.json');

writeFileSync(
  join(folder, 'codegen.json'),
  JSON.stringify({
    schema: '../schema.graphql',
    documents: ['documents/*.graphql'],
    generates: {
      'made/codegen/': {
        preset: 'client',
        presetConfig: { persistedDocuments: { hashAlgorithm: 'sha256' }, fragmentMasking: false },
        config: { scalars, strictScalars: true, useTypeImports: true, emitLegacyCommonJSImports: false },
      },
    },
  }),
);
run('graphql-codegen', '--config', 'codegen.json');

writeFileSync(
  join(folder, 'persisted-query-manifest.config.json'),
  JSON.stringify({ documents: ['documents/*.graphql'], output: 'made/persisted/apollo.json' }),
);
run('generate-persisted-query-manifest');
run('gql-tada', 'generate-output', '--output', 'made/graphqlEnv.d.ts', '--tsconfig', 'tada.tsconfig.json');
// The hub reads the persisted documents of Code Generator beside the others.
copyFileSync(join(made, 'codegen/persisted-documents.json'), join(made, 'persisted/codegen.json'));
