import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import type { DataSource } from 'typeorm';
import { sampleOperation } from '../../graphql/sampleOperation';
import type { TrustedDocuments } from '../../graphql/trustedDocuments';
import { setCaching } from '../caching';
import { EXPLORER_POLICY } from '../headers';
import { type Asset, createAsset, serveAssets } from '../pages/assets';
import { listExampleDocuments } from './exampleDocuments';

const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (letter) => `&#${letter.codePointAt(0)};`);

/** Returns the beginning of a page: what it loads comes from the hub alone. */
const head = (title: string) => `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<link rel="icon" href="data:,">`;

/** What the explorer loads. */
interface ExplorerAssets {
  readonly script: Asset;
  readonly style: Asset;
  readonly schema: Asset;
  readonly documents: Asset;
}

/** Returns the page of the explorer, with an operation to begin with. */
const explorerPage = (
  { script, style, schema, documents }: ExplorerAssets,
  { nonce, sample, hasProvider }: { nonce: string; sample: string; hasProvider: boolean },
) => `${head('OGI Hub 查询 Explorer')}
<link rel="stylesheet" href="${style.path}">
<link rel="preload" as="fetch" crossorigin href="${schema.path}">
<link rel="preload" as="fetch" crossorigin href="${documents.path}">
<script defer src="${script.path}"></script>
<body id="explorer" data-schema-path="${schema.path}" data-documents-path="${documents.path}"${hasProvider ? ' data-provider-path="/auth/oidc"' : ''} data-nonce="${nonce}">
<header><h1><a href="/">OGI Hub</a></h1><span>政府信息公开工作年度报告</span><a href="/graphql">Apollo Sandbox</a><div id="sign-in"></div></header>
<aside><div id="panel-buttons"></div><div id="panels"></div></aside>
<main>
<div id="tabs" role="tablist"></div>
<div id="tools"><output id="status"></output></div>
<div id="query"></div>
<h2>变量 Variables</h2>
<div id="variables"></div>
<div id="answer"></div>
</main>
<pre hidden id="sample">${escapeHtml(sample)}</pre>
<noscript>此页需要 JavaScript。 This page needs JavaScript.</noscript>
</body>
</html>`;

/** Returns the page of a hub that answers registered operations only: their texts, and how to send one. */
export const registeredPage = (operations: readonly { name: string; text: string }[]): string =>
  `${head('OGI Hub')}
<h1>OGI Hub</h1>
<p>只接受登记的查询。 Only registered operations are answered. Ask for one by its name:</p>
<pre>curl '/graphql?documentId=${escapeHtml(operations[0]?.name ?? 'NAME')}'</pre>
${operations.map(({ name, text }) => `<h2>${escapeHtml(name)}</h2>\n<pre>${escapeHtml(text)}</pre>`).join('\n')}`;

/** What the explorer is made from. */
export interface ExplorerOptions {
  readonly schema: GraphQLSchema;
  readonly documents: TrustedDocuments;
  /** Where the registered documents come from. */
  readonly operationFolders: readonly string[];
  /** The folder with the built script and style. */
  readonly folder: string;
  readonly reads: DataSource;
  /** Whether one may sign in at a provider. */
  readonly hasProvider: boolean;
}

/** Serves the explorer at /explorer, or the list of registered operations where only they are answered. It works without the Internet. */
export function serveExplorer(fastify: FastifyInstance, options: ExplorerOptions): void {
  const { schema, documents, operationFolders, folder, reads, hasProvider } = options;
  if (documents.isOnly) {
    fastify.get('/explorer', async (_, reply) =>
      reply.type('text/html').send(registeredPage(documents.list)),
    );
    return;
  }
  const assets: ExplorerAssets = {
    script: createAsset('explorer', 'js', readFileSync(join(folder, 'explorer.js'))),
    style: createAsset('explorer', 'css', readFileSync(join(folder, 'explorer.css'))),
    schema: createAsset('schema', 'graphql', printSchema(lexicographicSortSchema(schema))),
    documents: createAsset(
      'documents',
      'json',
      JSON.stringify(listExampleDocuments(documents, operationFolders)),
    ),
  };
  serveAssets(fastify, Object.values(assets));
  fastify.get('/explorer', async (_, reply) => {
    const nonce = randomBytes(16).toString('base64');
    const sample = await sampleOperation(reads).catch(() => '');
    setCaching(reply, 'NEVER');
    return reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', EXPLORER_POLICY(nonce))
      .send(explorerPage(assets, { nonce, sample, hasProvider }));
  });
}
