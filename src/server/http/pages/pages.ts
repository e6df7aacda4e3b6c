import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCodes, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { NO_ADDRESS, type Refusal } from '../../errors/refusals';
import { setCaching } from '../caching';
import { PAGE_POLICY } from '../headers';
import { sendError } from '../sendError';
import { programsOf, readBuiltAssets, serveAssets } from './assets';

/** The addresses of the pages, each with its program below `web/src`; `web/src/App.tsx` shows them. */
const PAGES: Readonly<Record<string, string>> = {
  '/': 'overview/Overview.tsx',
  '/coverage': 'overview/Covered.tsx',
  '/ask': 'question/Ask.tsx',
  '/compare': 'compare/Compare.tsx',
  '/measures/:code': 'measure/MeasurePage.tsx',
  '/agencies': 'agency/Agencies.tsx',
  '/agencies/:code': 'agency/AgencyPage.tsx',
  '/agencies/:code/:year': 'report/ReportPage.tsx',
  '/agencies/:code/:year/consolidated': 'report/ReportPage.tsx',
  '/desk': 'desk/Desk.tsx',
  '/desk/board': 'desk/board/Board.tsx',
  '/desk/import': 'desk/import/ImportMany.tsx',
  '/desk/import/:document': 'desk/import/ImportDocument.tsx',
  '/desk/catalogue': 'catalogue/Catalogue.tsx',
  '/desk/tree': 'tree/Tree.tsx',
  '/admin': 'admin/SystemPage.tsx',
  '/admin/webhooks': 'admin/Webhooks.tsx',
  '/admin/audit': 'admin/Audit.tsx',
  '/admin/accounts': 'admin/Accounts.tsx',
  '/admin/accounts/:id': 'admin/AccountPage.tsx',
  '/admin/keys': 'admin/Keys.tsx',
  '/admin/sessions': 'admin/Sessions.tsx',
  '/desk/:code/:year': 'desk/WorkPage.tsx',
};

/** What the built page has where the nonce of its styles belongs. */
const NONCE = 'NONCE';

/** What it has where the address belongs at which a provider signs people in, if there is one. */
const PROVIDER = 'PROVIDER';

/** What it has where it belongs why there is no page of what was asked for. */
const REFUSAL = 'REFUSAL';

/** Whether a request is a browser's for a page: it prefers HTML to what programs read. One whose address cannot be read comes without what plugins add. */
const wantsPage = (request: FastifyRequest): boolean =>
  request.accepts
    ? request.accepts().type(['json', 'html']) === 'html'
    : /\btext\/html\b/.test(request.headers.accept ?? '');

/** Returns a text as an attribute of HTML holds it. */
const asAttribute = (text: string): string =>
  text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);

/** What the pages are served from. */
export interface PagesOptions {
  readonly folder: string;
  /** Whether one may sign in at a provider. */
  readonly hasProvider: boolean;
  readonly logError: (requestId: string, error: unknown) => void;
}

/**
 * Serves the pages for people and what they load. Every page is the same file: its script reads the address. Where something is
 * refused, a browser sees that in a page with ways out, and a program reads it.
 */
export function servePages(fastify: FastifyInstance, { folder, hasProvider, logError }: PagesOptions): void {
  const empty = readFileSync(join(folder, 'index.html'), 'utf8').replace(
    PROVIDER,
    hasProvider ? '/auth/oidc' : '',
  );
  const html = empty.replace(REFUSAL, '');
  serveAssets(fastify, readBuiltAssets(folder));
  const send = (reply: FastifyReply, page: string) => {
    const nonce = randomBytes(16).toString('base64');
    setCaching(reply, 'NEVER');
    return reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', PAGE_POLICY(nonce))
      .send(page.replace(NONCE, nonce));
  };
  for (const [path, source] of Object.entries(PAGES)) {
    // The browser loads the program of a page while that of all pages begins, and not after it.
    const links = programsOf(folder, `src/${source}`)
      .filter((file) => !html.includes(file))
      .map((file) => `<link rel="modulepreload" crossorigin href="/${file}">`);
    const page = html.replace('</head>', `${links.join('')}</head>`);
    fastify.get(path, async (_, reply) => send(reply, page));
  }
  fastify.pageOfRefusal = (request: FastifyRequest, reply: FastifyReply, refusal: Refusal): boolean => {
    if (request.method !== 'GET' || !wantsPage(request)) return false;
    // Of an address without a page the script says so itself.
    const words =
      refusal === NO_ADDRESS ? '' : JSON.stringify({ zh: refusal.messageZh, en: refusal.messageEn });
    void send(
      reply,
      empty.replace(REFUSAL, () => asAttribute(words)),
    );
    return true;
  };
  fastify.setNotFoundHandler((request, reply) =>
    sendError(request, reply, new errorCodes.FST_ERR_NOT_FOUND(), logError),
  );
}
