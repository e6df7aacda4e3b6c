import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyInstance } from 'fastify';
import type { Context } from '../../../shared/request/context';
import type { TrustedDocuments } from '../../graphql/trustedDocuments';
import { createAsset, serveAssets } from '../pages/assets';
import { registeredPage } from './explorerPage';

/**
 * Returns the plugin for what a browser gets at /graphql: Apollo Sandbox, which the script loads from the Internet. Without the
 * Internet the script goes to the explorer at once. Where only registered operations are answered, it is their list.
 */
export function serveSandbox(
  fastify: FastifyInstance,
  folder: string,
  documents: TrustedDocuments,
): ApolloServerPlugin<Context> {
  const script = createAsset('sandbox', 'js', readFileSync(join(folder, 'sandbox.js')));
  serveAssets(fastify, [script]);
  const page = `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<title>OGI Hub – Apollo Sandbox</title>
<link rel="icon" href="data:,">
<link rel="prefetch" href="/explorer">
<style>body { margin: 0; font: 14px system-ui, sans-serif } p { padding: 1rem } #sandbox, iframe { position: absolute; inset: 0; width: 100%; height: 100%; border: 0; background: #fff } #sandbox:empty { display: none }</style>
<p>正在载入 Apollo Sandbox；无法访问互联网时转到 <a href="/explorer">/explorer</a>。 Loading Apollo Sandbox; without the Internet this goes to <a href="/explorer">/explorer</a>.</p>
<div id="sandbox"></div>
<script src="${script.path}"></script>
</html>`;
  const html = documents.isOnly ? registeredPage(documents.list) : page;
  return { serverWillStart: async () => ({ renderLandingPage: async () => ({ html }) }) };
}
