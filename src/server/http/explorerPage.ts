import { renderGraphiQL } from '@graphql-yoga/render-graphiql';

const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (letter) => `&#${letter.codePointAt(0)};`);

/** Returns the page of the explorer, with an operation to begin with. It works without the Internet. */
export const explorerPage = (sample: string) =>
  renderGraphiQL({ endpoint: '/graphql', title: 'OGI Hub', defaultQuery: sample });

/** Returns the page of a hub that answers registered operations only: what they are, and how to ask for one. */
export const registeredPage = (operations: readonly { name: string; text: string }[]) =>
  `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>OGI Hub</title>
<h1>OGI Hub</h1>
<p>只接受登记的查询。 Only registered operations are answered. Ask for one by its name:</p>
<pre>curl '/graphql?documentId=${escapeHtml(operations[0]?.name ?? 'NAME')}'</pre>
${operations.map(({ name, text }) => `<h2>${escapeHtml(name)}</h2>\n<pre>${escapeHtml(text)}</pre>`).join('\n')}`;
