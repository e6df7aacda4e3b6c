import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { setCaching } from '../caching';
import { PAGE_POLICY } from '../headers';
import { readBuiltAssets, serveAssets } from './assets';

/** The addresses of the pages; `web/src/App.tsx` shows them. */
const PAGES = [
  '/',
  '/ask',
  '/compare',
  '/agencies',
  '/agencies/:code',
  '/agencies/:code/:year',
  '/agencies/:code/:year/consolidated',
  '/desk',
  '/desk/board',
  '/desk/import',
  '/desk/import/:document',
  '/desk/catalogue',
  '/desk/tree',
  '/admin',
  '/admin/webhooks',
  '/admin/audit',
  '/admin/accounts',
  '/admin/accounts/:id',
  '/admin/keys',
  '/admin/sessions',
  '/desk/:code/:year',
];

/** What the built page has where the nonce of its styles belongs. */
const NONCE = 'NONCE';

/** What it has where the address belongs at which a provider signs people in, if there is one. */
const PROVIDER = 'PROVIDER';

/** Serves the pages for people and what they load. Every page is the same file: its script reads the address. */
export function servePages(fastify: FastifyInstance, folder: string, hasProvider: boolean): void {
  const html = readFileSync(join(folder, 'index.html'), 'utf8').replace(
    PROVIDER,
    hasProvider ? '/auth/oidc' : '',
  );
  serveAssets(fastify, readBuiltAssets(folder));
  for (const path of PAGES)
    fastify.get(path, async (_, reply) => {
      const nonce = randomBytes(16).toString('base64');
      setCaching(reply, 'NEVER');
      return reply
        .type('text/html; charset=utf-8')
        .header('content-security-policy', PAGE_POLICY(nonce))
        .send(html.replace(NONCE, nonce));
    });
}
