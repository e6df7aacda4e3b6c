import { QueryClientProvider } from '@tanstack/react-query';
import { Route, Switch } from 'wouter';
import { AddressNotice } from './address/AddressNotice';
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

function NoPage() {
  const { t } = useLanguage();
  return <Nothing text={t('没有这个页面。请从上方选择。', 'There is no such page. Choose one above.')} />;
}

/** The pages of the hub by their addresses. */
export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <LanguageProvider>
        <LookProvider>
          <Layout onApproach={(path) => LOADS[path]().catch(() => {})}>
            <AddressNotice />
            <PageBoundary>
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
                <Route component={NoPage} />
              </Switch>
            </PageBoundary>
          </Layout>
        </LookProvider>
      </LanguageProvider>
    </QueryClientProvider>
  );
}
