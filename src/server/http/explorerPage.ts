import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import type { FastifyInstance } from 'fastify';
import type { DataSource } from 'typeorm';
import { sampleOperation } from '../graphql/sampleOperation';
import type { TrustedDocuments } from '../graphql/trustedDocuments';
import { EXPLORER_POLICY } from './headers';

const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (letter) => `&#${letter.codePointAt(0)};`);

/** Returns the page of the explorer, with an operation to begin with. It works without the Internet. */
const explorerPage = (sample: string) =>
  renderGraphiQL({ endpoint: '/graphql', title: 'OGI Hub', defaultQuery: sample });

/** Returns the page of a hub that answers registered operations only: their texts, and how to send one. */
const registeredPage = (operations: readonly { name: string; text: string }[]) =>
  `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>OGI Hub</title>
<h1>OGI Hub</h1>
<p>只接受登记的查询。 Only registered operations are answered. Ask for one by its name:</p>
<pre>curl '/graphql?documentId=${escapeHtml(operations[0]?.name ?? 'NAME')}'</pre>
${operations.map(({ name, text }) => `<h2>${escapeHtml(name)}</h2>\n<pre>${escapeHtml(text)}</pre>`).join('\n')}`;

/** Serves the explorer at /explorer, or the list of registered operations where only they are answered. */
export function serveExplorer(
  fastify: FastifyInstance,
  reads: DataSource,
  documents: TrustedDocuments,
): void {
  fastify.get('/explorer', async (_, reply) => {
    const page = documents.isOnly
      ? registeredPage(documents.list)
      : explorerPage(await sampleOperation(reads).catch(() => ''));
    return reply.type('text/html').header('content-security-policy', EXPLORER_POLICY).send(page);
  });
}
