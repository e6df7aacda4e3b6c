import { QueryClientProvider } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { lazy, Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { queryClient } from './api/useAnswer';
import { LanguageProvider, useLanguage } from './language/language';
import { Layout } from './layout/Layout';
import { PageBoundary } from './layout/PageBoundary';
import { Nothing } from './look/states';
import { LookProvider } from './look/theme';

const Overview = lazy(() => import('./overview/Overview'));
const Ask = lazy(() => import('./question/Ask'));
const Compare = lazy(() => import('./compare/Compare'));
const Agencies = lazy(() => import('./agency/Agencies'));
const AgencyPage = lazy(() => import('./agency/AgencyPage'));
const Desk = lazy(() => import('./desk/Desk'));
const ImportMany = lazy(() => import('./desk/import/ImportMany'));
const ImportDocument = lazy(() => import('./desk/import/ImportDocument'));
const Board = lazy(() => import('./desk/board/Board'));
const Accounts = lazy(() => import('./admin/Accounts'));
const AccountPage = lazy(() => import('./admin/AccountPage'));
const Audit = lazy(() => import('./admin/Audit'));
const SystemPage = lazy(() => import('./admin/SystemPage'));
const Webhooks = lazy(() => import('./admin/Webhooks'));
const Keys = lazy(() => import('./admin/Keys'));
const Sessions = lazy(() => import('./admin/Sessions'));
const Catalogue = lazy(() => import('./catalogue/Catalogue'));
const Tree = lazy(() => import('./tree/Tree'));
const WorkPage = lazy(() => import('./desk/WorkPage'));
const ReportPage = lazy(() => import('./report/ReportPage'));

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
          <Layout>
            <PageBoundary>
              <Suspense fallback={<Skeleton active />}>
                <Switch>
                  <Route path="/" component={Overview} />
                  <Route path="/ask" component={Ask} />
                  <Route path="/compare" component={Compare} />
                  <Route path="/agencies" component={Agencies} />
                  <Route path="/agencies/:code">{({ code }) => <AgencyPage key={code} code={code} />}</Route>
                  <Route path="/agencies/:code/:year">
                    {({ code, year }) => <ReportPage code={code} year={Number(year)} scope="OWN" />}
                  </Route>
                  <Route path="/agencies/:code/:year/consolidated">
                    {({ code, year }) => <ReportPage code={code} year={Number(year)} scope="CONSOLIDATED" />}
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
                    {({ id }) => <AccountPage key={id} id={decodeURIComponent(id)} />}
                  </Route>
                  <Route path="/admin/keys" component={Keys} />
                  <Route path="/admin/sessions" component={Sessions} />
                  <Route path="/desk/:code/:year">
                    {({ code, year }) => (
                      <WorkPage key={`${code}/${year}`} agency={code} year={Number(year)} />
                    )}
                  </Route>
                  <Route component={NoPage} />
                </Switch>
              </Suspense>
            </PageBoundary>
          </Layout>
        </LookProvider>
      </LanguageProvider>
    </QueryClientProvider>
  );
}
