import { Input, Segmented } from 'antd';
import { useDeferredValue } from 'react';
import { Link } from 'wouter';
import { AGENCY_KINDS } from '../agency/agencyKinds';
import { WebTreeAgencies, type WebTreeAgenciesQuery } from '../api/generated/documents';
import { forwards, useList } from '../api/useList';
import { formatCount } from '../figures/formatFigure';
import { useLanguage, useNames } from '../language/language';
import { Room } from '../layout/Room';
import { ROOMS } from '../layout/rooms';
import { DataTable } from '../look/DataTable';
import { Listed } from '../look/Listed';
import { Part } from '../look/states';
import { AsOf } from '../place/AsOf';
import { dayInWords, readDay } from '../place/day';
import { LEVELS } from '../place/levels';
import { PlacePicker, usePlace } from '../place/PlacePicker';
import { usePageState } from '../place/usePageState';
import { usePlaceAndYear } from '../place/usePlaceAndYear';
import { ChangeList } from './ChangeList';
import { ChangePanel } from './ChangePanel';
import { ImportTree } from './ImportTree';

/** The tree of places and agencies, with everything that can be done to it. */
export default function Tree() {
  return <Room room={ROOMS.tree}>{() => <TreeOf />}</Room>;
}

type TreeAgency = NonNullable<WebTreeAgenciesQuery['agencies']>['nodes'][number];

/** What of the tree is shown. */
const VIEWS = ['AGENCIES', 'PLACES', 'SHEET', 'CHANGES'] as const;
type View = (typeof VIEWS)[number];

/** The parts of the address of a change, where there is none. */
const NO_CHANGE = { agency: null, changed: null, kind: null };

function TreeOf() {
  const { t } = useLanguage();
  const { state, change } = usePageState();
  const where = usePlaceAndYear();
  if (!where) return null;
  const { place } = where;
  const [agency, changedPlace] = [state.get('agency'), state.get('changed')];
  const view = VIEWS.find((one) => one === state.get('view')) ?? 'AGENCIES';
  const show = (next: View) => change({ view: next, ...NO_CHANGE });
  const labels: Readonly<Record<View, string>> = {
    AGENCIES: t('机关', 'Agencies'),
    PLACES: t('区划', 'Places'),
    SHEET: t('用表格', 'By spreadsheet'),
    CHANGES: t('变更记录与撤回', 'Changes and undo'),
  };
  const panel = { onClose: () => change(NO_CHANGE), onList: () => show('CHANGES') };
  return (
    <>
      <PlacePicker code={place} onChange={(code) => change({ place: code, ...NO_CHANGE })} />
      <Segmented<View>
        aria-label={t('显示', 'Show')}
        value={view}
        options={VIEWS.map((value) => ({ value, label: labels[value] }))}
        onChange={show}
      />
      {agency && <ChangePanel key={agency} subject="AGENCY" code={agency} {...panel} />}
      {changedPlace && <ChangePanel key={changedPlace} subject="PLACE" code={changedPlace} {...panel} />}
      {!agency && !changedPlace && (
        <>
          {view === 'AGENCIES' && <Agencies place={place} />}
          {view === 'PLACES' && <Places code={place} />}
          {view === 'SHEET' && <ImportTree key={place} place={place} />}
          {view === 'CHANGES' && <ChangeList />}
        </>
      )}
    </>
  );
}

/** A place and those right below it, each of which can be changed. */
function Places({ code }: { readonly code: string }) {
  const { t } = useLanguage();
  const nameOf = useNames();
  const { change } = usePageState();
  const { data } = usePlace(code);
  const place = data?.jurisdiction;
  if (!place) return null;
  const rows = [place, ...place.children.edges.map(({ node }) => node)];
  return (
    <Part title={t('区划', 'Places')}>
      <DataTable
        label={t('区划', 'Places')}
        rows={rows}
        keyOf={(row) => row.code}
        isChosen={(row) => row.code === code}
        columns={[
          {
            title: t('名称', 'Name'),
            render: (row) => (
              <button
                type="button"
                className="link row-name"
                onClick={() => change({ place: row.code, ...NO_CHANGE })}
              >
                {nameOf(row)}
              </button>
            ),
          },
          { title: t('代码', 'Code'), render: (row) => row.code },
          { title: t('级别', 'Level'), render: ({ level }) => t(...LEVELS[level]) },
          {
            title: t('操作', 'Actions'),
            render: (row) => (
              <button
                type="button"
                className="link"
                aria-label={t(`变更${row.name}`, `Change ${nameOf(row)}`)}
                onClick={() => change({ ...NO_CHANGE, changed: row.code })}
              >
                {t('变更…', 'Change …')}
              </button>
            ),
          },
        ]}
      />
      {place.children.totalCount > rows.length - 1 && (
        <p>
          {t(
            `下级区划共 ${formatCount(place.children.totalCount)} 个，只列前 ${formatCount(rows.length - 1)} 个；其余请用上方的搜索。`,
            `${formatCount(place.children.totalCount)} places lie below, of which the first ${formatCount(rows.length - 1)} are listed; find the others by the search above.`,
          )}
        </p>
      )}
    </Part>
  );
}

/** What an agency was called on a day, where that is not its present name, since when it is recorded, where that is all that is known, and since when it is no more. */
function NameThen({
  agency: { formerNames, validFrom: recordedFrom, foundingUnknown, validTo },
  on,
}: {
  readonly agency: TreeAgency;
  readonly on: string | null;
}) {
  const { t } = useLanguage();
  const former = on && formerNames.find(({ validFrom, validTo: end }) => validFrom <= on && on < end);
  return (
    <small>
      {former && t(` 当时为“${former.name}”`, ` then "${former.name}"`)}
      {foundingUnknown &&
        t(
          ` 设立日期不详，自 ${recordedFrom} 起有记录`,
          ` founding not known, recorded since ${recordedFrom}`,
        )}
      {validTo && t(` ${validTo} 撤销`, ` closed ${validTo}`)}
    </small>
  );
}

/** The agencies of a place with all below it, today or on another day, each of which can be changed. */
function Agencies({ place }: { readonly place: string }) {
  const { t } = useLanguage();
  const nameOf = useNames();
  const { state, change } = usePageState();
  const name = useDeferredValue(state.get('name') ?? '');
  const asOf = readDay(state.get('asOf'));
  const filter = { jurisdiction: place, name: name.trim() || null, on: asOf };
  const list = useList(
    WebTreeAgencies,
    filter,
    (after) => ({ filter, first: 50, after }),
    ({ agencies }) => forwards(agencies),
  );
  return (
    <Part title={`${t('机关', 'Agencies')}${asOf ? ` · ${dayInWords(asOf, t)}` : ''}`}>
      <div className="filters">
        <Input
          aria-label={t('名称', 'Name')}
          placeholder={t('名称包含…', 'Name contains…')}
          defaultValue={name}
          onChange={(event) => change({ name: event.target.value.trim() }, false)}
        />
        <AsOf day={asOf} onChange={(day) => change({ asOf: day })} />
      </div>
      <Listed list={list} empty={t('没有符合条件的机关。', 'No agency meets these conditions.')}>
        {(rows) => (
          <DataTable
            label={t('机关', 'Agencies')}
            rows={rows}
            keyOf={({ code }) => code}
            columns={[
              {
                title: t('名称', 'Name'),
                render: (agency) => (
                  <>
                    <Link href={`/agencies/${agency.code}`} className="row-name">
                      {nameOf(agency)}
                    </Link>
                    <NameThen agency={agency} on={asOf} />
                  </>
                ),
              },
              { title: t('代码', 'Code'), render: ({ code }) => code },
              { title: t('类别', 'Kind'), render: ({ kind }) => t(...AGENCY_KINDS[kind]) },
              { title: t('区划', 'Place'), render: ({ jurisdiction }) => nameOf(jurisdiction) },
              {
                title: t('操作', 'Actions'),
                render: (agency) => (
                  <button
                    type="button"
                    className="link"
                    aria-label={t(`变更${agency.name}`, `Change ${nameOf(agency)}`)}
                    onClick={() => change({ ...NO_CHANGE, agency: agency.code })}
                  >
                    {t('变更…', 'Change …')}
                  </button>
                ),
              },
            ]}
          />
        )}
      </Listed>
    </Part>
  );
}
