import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import composition from '@apollo/composition';
import { validate } from '@graphql-inspector/core';
import * as documents from '@ogi-hub/client';
import { ESLint } from 'eslint';
import { buildSchema, type DocumentNode, parse, print, Source } from 'graphql';
import { url } from './hub.js';

const folder = fileURLToPath(new URL('../..', import.meta.url));
const sdl = readFileSync(`${folder}/schema.graphql`, 'utf8');

/** What graphql-eslint says that stays as it is, with the reason. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'Field "reportingYear" starts with the name of the parent type "Report"':
    'it is the reporting year, not a year of the report',
  'A field that returns a Connection type must include forward pagination arguments (`first` and `after`), backward pagination arguments (`last` and `before`), or both.':
    'inboxChanged and importBatchesChanged tell the first twenty items; more are read with inbox and importBatches',
};

test('graphql-eslint: the rules for schemas and for Relay find nothing but what is argued', async () => {
  const [{ messages }] = await new ESLint({ cwd: folder }).lintFiles(['schema.graphql']);
  assert.deepEqual(
    [...new Set(messages.map(({ message }) => message))].sort(),
    Object.keys(EXCEPTIONS).sort(),
  );
});

test('graphql-inspector: the live schema is that of the package, and its documents are valid', async () => {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ _service { sdl } }' }),
  });
  assert.equal(answer.status, 200);
  const schema = buildSchema(sdl);
  const all = Object.values(documents).filter(
    (value): value is never => Object(value).kind === 'Document',
  ) as DocumentNode[];
  assert.ok(all.length >= 5);
  assert.deepEqual(
    validate(
      schema,
      all.map((document) => new Source(print(document))),
    ),
    [],
  );
});

const OTHER = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key", "@shareable"])
  type Query { node(id: ID!): Node hotlines: [Hotline!]! }
  interface Node { id: ID! }
  type Hotline implements Node @key(fields: "id") { id: ID! agency: Agency! }
  type Agency @key(fields: "code") { code: ID! hotlineNumber: String }`;

test('@apollo/composition: the hub composes alone, and with another Relay subgraph that refers to its agencies', async () => {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ _service { sdl } }' }),
  });
  const { data } = (await answer.json()) as { data: { _service: { sdl: string } } };
  const hub = { name: 'hub', url, typeDefs: parse(data._service.sdl) };
  const other = { name: 'hotlines', url: 'http://hotlines.example', typeDefs: parse(OTHER) };
  for (const services of [[hub], [hub, other]]) {
    const { errors = [] } = composition.composeServices(services);
    assert.deepEqual(
      errors.map(({ message }) => message),
      [],
    );
  }
});
