import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Input, Select, Skeleton } from 'antd';
import { useDeferredValue } from 'react';
import { Link } from 'wouter';
import { WebAgencies, type WebAgenciesVariables } from '../api/generated/documents';
import { request } from '../api/request';
import { formatCount } from '../figures/formatFigure';
import { useLanguage, useNames } from '../language/language';
import { LongTable } from '../look/LongTable';
import { Failed, Nothing } from '../look/states';
import { AtPlace } from '../place/AtPlace';
import { dayInWords } from '../place/day';
import { foundNameInWords } from '../place/foundName';
import { PlacePicker } from '../place/PlacePicker';
import { usePageState } from '../place/usePageState';
import { type PlaceAndYear, usePlaceAndYear } from '../place/usePlaceAndYear';
import { AGENCY_KIND_CODES, AGENCY_KINDS, type AgencyKind } from './agencyKinds';

const PAGE = 100;

/** Reads the agencies of a filter, a page at a time. */
const useAgencies = (filter: WebAgenciesVariables['filter']) =>
  useInfiniteQuery({
    queryKey: [WebAgencies.id, filter],
    queryFn: ({ pageParam, signal }) =>
      request(WebAgencies, { filter, first: PAGE, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ agencies }) => (agencies?.pageInfo.hasNextPage ? agencies.pageInfo.endCursor : null),
  });

/** The agencies of a place, by name, code and kind. */
export default function Agencies() {
  const where = usePlaceAndYear();
  return where ? <AgenciesOf {...where} /> : <Skeleton active />;
}

function AgenciesOf({ place, asOf }: PlaceAndYear) {
  const { t } = useLanguage();
  const nameOf = useNames();
  const { state, change } = usePageState();
  const name = useDeferredValue(state.get('name') ?? '');
  const kind = AGENCY_KIND_CODES.find((one) => one === state.get('kind')) ?? null;
  const { data, error, refetch, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useAgencies({
    jurisdiction: place,
    nameOrCode: name.trim() || null,
    on: asOf,
    kinds: kind ? [kind] : null,
  });
  const rows = data?.pages.flatMap(({ agencies }) => agencies?.edges.map(({ node }) => node) ?? []) ?? [];
  const total = data?.pages[0]?.agencies?.totalCount ?? 0;
  return (
    <AtPlace code={place}>
      <PlacePicker code={place} onChange={(code) => change({ place: code })} />
      <h1>
        {t('机关', 'Agencies')} {asOf && <small className="mark">{dayInWords(asOf, t)}</small>}
      </h1>
      <div className="filters">
        <Input
          allowClear
          aria-label={t('名称或代码', 'Name or code')}
          placeholder={t('名称包含、代码以此开头…', 'Name contains, or code begins…')}
          defaultValue={state.get('name') ?? ''}
          onChange={(event) => change({ name: event.target.value.trim() }, false)}
        />
        <Select<AgencyKind | ''>
          aria-label={t('类别', 'Kind')}
          value={kind ?? ''}
          popupMatchSelectWidth={false}
          options={[
            { value: '', label: t('各类', 'All kinds') },
            ...Object.entries(AGENCY_KINDS).map(([value, [zh, en]]) => ({
              value: value as AgencyKind,
              label: t(zh, en),
            })),
          ]}
          onChange={(next) => change({ kind: next })}
        />
        <span aria-live="polite">
          {data && t(`共 ${formatCount(total)} 个`, `${formatCount(total)} in all`)}
        </span>
      </div>
      {error && <Failed error={error} retry={() => refetch()} />}
      {isPending && <Skeleton active />}
      {data && rows.length === 0 && (
        <Nothing text={t('没有符合条件的机关。', 'No agency meets these conditions.')} />
      )}
      {rows.length > 0 && (
        <LongTable
          height={600}
          rows={rows}
          keyOf={({ code }) => code}
          columns={[
            {
              key: 'name',
              title: t('名称', 'Name'),
              width: 360,
              render: (agency) => {
                const former = name.trim() && foundNameInWords(agency, name.trim(), t);
                return (
                  <>
                    <Link href={`/agencies/${agency.code}`}>{nameOf(agency)}</Link>
                    {former && <small> {former}</small>}
                  </>
                );
              },
            },
            { key: 'code', title: t('代码', 'Code'), width: 140, render: ({ code }) => code },
            {
              key: 'kind',
              title: t('类别', 'Kind'),
              width: 160,
              render: (agency) => t(...AGENCY_KINDS[agency.kind]),
            },
            {
              key: 'place',
              title: t('区划', 'Place'),
              width: 180,
              render: ({ jurisdiction }) => (
                <Link href={`/?place=${jurisdiction.code}${asOf ? `&asOf=${asOf}` : ''}`}>
                  {nameOf(jurisdiction)}
                </Link>
              ),
            },
          ]}
        />
      )}
      {hasNextPage && (
        <p>
          <Button loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
            {t(`再列 ${PAGE} 个`, `${PAGE} more`)}
          </Button>
        </p>
      )}
    </AtPlace>
  );
}
