import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { seedDemonstrationAccounts } from '../../seeds/demonstrationAccounts';
import { cellOf } from '../../src/form/cells';
import type { NewGrant } from '../../src/identity/grants';
import { type RunningServer, type ServerOptions, startServer } from '../../src/server/http/server';
import { CHROMIUM } from './chromium';
import { watchCodes } from './emptyCodes';
import { postTo, serverOver, signUp } from './httpHub';
import { completeReport } from './reports';
import { createTestDatabase } from './testDatabase';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const OPERATIONS = join(__dirname, '../../schema/operations');
/** What WCAG 2.2 asks at the level AA. */
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** Chromium without anything that it does for itself on the network. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** How a page is opened. */
export interface PageOptions {
  readonly width?: number;
  readonly isDark?: boolean;
  readonly language?: 'zh' | 'en';
  /** Pixels of a picture for each of the page. */
  readonly scale?: number;
}

/** What went wrong on a page: errors of scripts, refusals of the policy, requests to other hosts. */
export interface OpenedPage {
  readonly page: Page;
  readonly faults: readonly string[];
}

const contexts: BrowserContext[] = [];
/** Closes what a test opened: a page that nobody looks at any more still takes its share of the machine. */
afterEach(async () => {
  for (const context of contexts.splice(0)) {
    for (const page of context.pages()) await page.unrouteAll({ behavior: 'ignoreErrors' });
    await context.close();
  }
});

/** A hub with the demonstration district, or with nothing at all, and a browser that opens its pages. */
export async function startPages({
  isEmpty = false,
  ...more
}: Partial<ServerOptions> & { readonly isEmpty?: boolean } = {}) {
  const opened = await createTestDatabase(isEmpty ? 'EMPTY' : 'DISTRICT');
  const accounts = isEmpty ? [] : await seedDemonstrationAccounts(opened.owner);
  const emptyCodes: string[] = [];
  const operations = { folders: [OPERATIONS, join(OPERATIONS, 'web')], isOnly: true };
  const server = await startServer(serverOver(opened, { operations, ...more }));
  const free = await startServer(serverOver(opened));
  const browser: Browser = await chromium.launch({ executablePath: CHROMIUM, args: QUIET });
  const others: RunningServer[] = [];
  /** Opens an address and waits until the page has what it asked for. */
  const open = async (
    path: string,
    { width = 1280, isDark = false, language = 'zh', scale = 1 }: PageOptions = {},
  ): Promise<OpenedPage> => {
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      deviceScaleFactor: scale,
      colorScheme: isDark ? 'dark' : 'light',
      acceptDownloads: true,
    });
    contexts.push(context);
    await context.addInitScript(`localStorage.setItem('ogi-hub.language', '${language}')`);
    // Ends only what hangs.
    context.setDefaultTimeout(60_000);
    const page = await context.newPage();
    const faults: string[] = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) faults.push(message.text());
    });
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(server.url) && !/^(data|blob):/.test(url)) faults.push(`a request to ${url}`);
    });
    watchCodes(page, (fault) => {
      faults.push(fault);
      emptyCodes.push(fault);
    });
    await page.goto(server.url + path, { waitUntil: 'networkidle' });
    await page.locator('main').locator('h1, .nothing').first().waitFor();
    return { page, faults };
  };
  const passwordOf = (username: string): string =>
    accounts.find((account) => account.username === username)?.password ?? '';
  const fillSignIn = async (page: Page, username: string) => {
    await page.getByLabel('用户名').fill(username);
    await page.getByLabel('密码').fill(passwordOf(username));
    await page.getByRole('button', { name: /^登\s*录$/ }).click();
  };
  /** The token of a new account with one role. */
  const tokenOf = async (grant: Omit<NewGrant, 'account'>) => (await signUp(opened, grant)).token;
  return {
    url: server.url,
    /** The address of a hub over the same data that answers any document, and so has an explorer. */
    openUrl: free.url,
    /** With the rights of the server, and with those of the owner. */
    database: opened.database,
    owner: opened.owner,
    /** Asks the same data by GraphQL, past the pages. */
    ask: (query: string, variables?: object, token?: string) => postTo(free.url, query, token, variables),
    open,
    /** The agency whose report is still to be filed. */
    agency: accounts[0]?.at ?? '',
    /** Signs in as one of the demonstration accounts, and returns its inbox. */
    async signIn(username: string): Promise<OpenedPage> {
      const opened = await open('/desk');
      await fillSignIn(opened.page, username);
      await opened.page.getByRole('heading', { name: '待办' }).waitFor();
      return opened;
    },
    tokenOf,
    /** A new account with one role: its name and its token. */
    colleague: (grant: Omit<NewGrant, 'account'>) => signUp(opened, grant),
    /** Opens an address as somebody with one role. */
    async openAs(grant: Omit<NewGrant, 'account'>, path: string): Promise<OpenedPage> {
      const token = await tokenOf(grant);
      const { page, faults } = await open(path);
      await page.evaluate(`sessionStorage.setItem('ogi-hub.token', '${token}')`);
      await page.reload({ waitUntil: 'networkidle' });
      return { page, faults };
    },
    passwordOf,
    /** Serves the same data otherwise, until all stops. */
    async serveToo(more: Partial<ServerOptions>) {
      others.push(await startServer(serverOver(opened, { operations, ...more })));
    },
    /** Signs in on a page that asks for it. */
    fillSignIn,
    /** Counts in the latest revision of a report. */
    async storedCounts(agency: string, year: number, codes: readonly string[]): Promise<(number | null)[]> {
      const rows = await opened.owner.query(
        `select to_json(v.counts) as counts from report_revision v join agency a on a.id = v.agency_id
          where a.code = $1 and v.year = $2 order by v.number desc limit 1`,
        [agency, year],
      );
      return codes.map((code) => rows[0]?.counts[cellOf(code).position - 1] ?? null);
    },
    /** Ends every session, as the hub does after a time. */
    endSessions: () => opened.owner.query('update session set revoked_at = now()'),
    /** Opens an address in a browser of its own, over a folder that outlives it. */
    async openKillable(folder: string, path: string) {
      const killable = await launchKillable(folder);
      const [page] = killable.browser.contexts()[0].pages();
      await page.goto(server.url + path, { waitUntil: 'networkidle' });
      return { page, kill: killable.kill };
    },
    /** Records a report as published, as the officer of the district does, past the pages. */
    async publish(agency: string, year: number): Promise<boolean> {
      const password = accounts.find(({ username }) => username === 'demo-officer')?.password;
      const { data: session } = await postTo(
        free.url,
        'mutation ($input: SignInInput!) { signIn(input: $input) { token } }',
        undefined,
        { input: { username: 'demo-officer', password } },
      );
      const { data } = await postTo(
        free.url,
        'mutation ($input: ReportInput!) { recordPublishedReport(input: $input) { accepted } }',
        session.signIn.token,
        { input: { ...completeReport(agency), year, source: 'https://example.invalid' } },
      );
      return data.recordPublishedReport.accepted;
    },
    async stop() {
      await browser.close();
      for (const one of [server, free, ...others]) await one.stop();
      await opened.drop();
      // A code that is empty is a fault of whatever page put it, also where a test looks at other things.
      if (emptyCodes.length > 0) throw new Error(emptyCodes.join('\n'));
    },
  };
}

/** Starts a browser over a folder of its own. `kill` ends it and all its processes at once, as a crash does. */
async function launchKillable(folder: string) {
  const started = spawn(
    CHROMIUM,
    [...QUIET, '--remote-debugging-port=0', `--user-data-dir=${folder}`, 'about:blank'],
    { detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const address = await new Promise<string>((resolve, reject) => {
    let said = '';
    started.stderr.on('data', (chunk) => {
      said += chunk;
      const [, found] = /DevTools listening on (ws:\S+)/.exec(said) ?? [];
      if (found) resolve(found);
    });
    started.on('exit', () => reject(new Error(`Chromium did not start: ${said}`)));
  });
  const browser = await chromium.connectOverCDP(address);
  const kill = async () => {
    const ended = once(started, 'exit');
    process.kill(-(started.pid as number), 'SIGKILL');
    await ended;
  };
  return { browser, kill };
}

/** Returns what axe finds against WCAG 2.2 AA on a page, in a line each. */
export async function findBarriers(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async (tags) => {
    const { axe, document } = globalThis as unknown as {
      document: object;
      axe: {
        run(
          context: object,
          options: object,
        ): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>;
      };
    };
    const { violations } = await axe.run(document, { runOnly: tags });
    return violations.map(({ id, nodes: [{ html, failureSummary }] }) => `${id}: ${html} ${failureSummary}`);
  }, WCAG);
}
