import graphql from '@graphql-eslint/eslint-plugin';

const RULE = '@graphql-eslint';

/** The rules of graphql-eslint for schemas and for Relay, over the schema of the hub; what is off is argued in docs/clients.md. */
export default [
  {
    files: ['schema.graphql'],
    languageOptions: {
      parser: graphql.parser,
      parserOptions: { graphQLConfig: { schema: './schema.graphql' } },
    },
    plugins: { [RULE]: graphql },
    rules: {
      ...graphql.configs['flat/schema-recommended'].rules,
      ...graphql.configs['flat/schema-relay'].rules,
      [`${RULE}/require-nullable-result-in-root`]: 'off',
      [`${RULE}/strict-id-in-types`]: 'off',
      [`${RULE}/relay-edge-types`]: [
        'error',
        {
          withEdgeSuffix: true,
          shouldImplementNode: false,
          listTypeCanWrapOnlyEdgeType: false,
        },
      ],
    },
  },
];
