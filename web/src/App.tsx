import { QueryClientProvider } from '@tanstack/react-query';
import { Link, Route, Switch } from 'wouter';
import type { Label } from '../../src/form/lines';
import { AddressNotice } from './address/AddressNotice';
import { useRefusal } from './address/refusal';
import { queryClient } from './api/useAnswer';
import { LanguageProvider, useLanguage } from './language/language';
import { Layout } from './layout/Layout';
import { PageBoundary } from './layout/PageBoundary';
import { loadable } from './look/loadable';
import { Nothing } from './look/states';
import { LookProvider } from './look/theme';
import { decodeAddress } from './place/decodeAddress';
import { InYear } from './place/InYear';

/** What loads the programs of the pages that the head links to. */
const LOADS = {
  '/': () => import('./overview/Overview'),
  '/ask': () => import('./question/Ask'),
  '/compare': () => import('./compare/Compare'),
  '/agencies': () => import('./agency/Agencies'),
  '/desk': () => import('./desk/Desk'),
};
const Overview = loadable(LOADS['/']);
const Covered = loadable(() => import('./overview/Covered'));
const Ask = loadable(LOADS['/ask']);
const Compare = loadable(LOADS['/compare']);
const Agencies = loadable(LOADS['/agencies']);
const MeasurePage = loadable(() => import('./measure/MeasurePage'));
const AgencyPage = loadable(() => import('./agency/AgencyPage'));
const Desk = loadable(LOADS['/desk']);
const ImportMany = loadable(() => import('./desk/import/ImportMany'));
const ImportDocument = loadable(() => import('./desk/import/ImportDocument'));
const Board = loadable(() => import('./desk/board/Board'));
const Accounts = loadable(() => import('./admin/Accounts'));
const AccountPage = loadable(() => import('./admin/AccountPage'));
const Audit = loadable(() => import('./admin/Audit'));
const SystemPage = loadable(() => import('./admin/SystemPage'));
const Webhooks = loadable(() => import('./admin/Webhooks'));
const Keys = loadable(() => import('./admin/Keys'));
const Sessions = loadable(() => import('./admin/Sessions'));
const Catalogue = loadable(() => import('./catalogue/Catalogue'));
const Tree = loadable(() => import('./tree/Tree'));
const WorkPage = loadable(() => import('./desk/WorkPage'));
const ReportPage = loadable(() => import('./report/ReportPage'));

const NO_PAGE: Label = { zh: '没有这个页面。', en: 'There is no such page.' };

/** Says why there is no page of an address, with the ways to those that there are. */
function NoPage({ why = NO_PAGE }: { readonly why?: Label }) {
  const { t } = useLanguage();
  return (
    <>
      <Nothing text={t(why.zh, why.en)} />
      <p>
        <Link href="/">{t('概览', 'Overview')}</Link>
        {' · '}
        <Link href="/agencies">{t('机关', 'Agencies')}</Link>
        {' · '}
        <Link href="/ask">{t('提问', 'Ask')}</Link>
      </p>
    </>
  );
}

/** The page of the address, or why there is none. */
function Page() {
  const refusal = useRefusal();
  if (refusal) return <NoPage why={refusal} />;
  return (
    <>
      <AddressNotice />
      <PageBoundary>
        <Pages />
      </PageBoundary>
    </>
  );
}

/** The pages of the hub by their addresses. */
function Pages() {
  return (
    <Switch>
      <Route path="/" component={Overview} />
      <Route path="/coverage" component={Covered} />
      <Route path="/ask" component={Ask} />
      <Route path="/compare" component={Compare} />
      <Route path="/measures/:code">{({ code }) => <MeasurePage key={code} code={code} />}</Route>
      <Route path="/agencies" component={Agencies} />
      <Route path="/agencies/:code">{({ code }) => <AgencyPage key={code} code={code} />}</Route>
      <Route path="/agencies/:code/:year">
        {({ code, year: text }) => (
          <InYear agency={code} text={text}>
            {(year) => <ReportPage code={code} year={year} scope="OWN" />}
          </InYear>
        )}
      </Route>
      <Route path="/agencies/:code/:year/consolidated">
        {({ code, year: text }) => (
          <InYear agency={code} text={text}>
            {(year) => <ReportPage code={code} year={year} scope="CONSOLIDATED" />}
          </InYear>
        )}
      </Route>
      <Route path="/desk" component={Desk} />
      <Route path="/desk/board" component={Board} />
      <Route path="/desk/import" component={ImportMany} />
      <Route path="/desk/import/:document">
        {({ document }) => <ImportDocument key={document} document={document} />}
      </Route>
      <Route path="/desk/catalogue" component={Catalogue} />
      <Route path="/desk/tree" component={Tree} />
      <Route path="/admin" component={SystemPage} />
      <Route path="/admin/webhooks" component={Webhooks} />
      <Route path="/admin/audit" component={Audit} />
      <Route path="/admin/accounts" component={Accounts} />
      <Route path="/admin/accounts/:id">
        {({ id }) => {
          const read = decodeAddress(id);
          return read === null ? <NoPage /> : <AccountPage key={read} id={read} />;
        }}
      </Route>
      <Route path="/admin/keys" component={Keys} />
      <Route path="/admin/sessions" component={Sessions} />
      <Route path="/desk/:code/:year">
        {({ code, year: text }) => (
          <InYear agency={code} text={text}>
            {(year) => <WorkPage key={`${code}/${year}`} agency={code} year={year} />}
          </InYear>
        )}
      </Route>
      <Route>
        <NoPage />
      </Route>
    </Switch>
  );
}

/** The hub for people. */
export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <LanguageProvider>
        <LookProvider>
          <Layout onApproach={(path) => LOADS[path]().catch(() => {})}>
            <Page />
          </Layout>
        </LookProvider>
      </LanguageProvider>
    </QueryClientProvider>
  );
}
