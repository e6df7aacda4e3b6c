import { Select } from 'antd';
import { Link } from 'wouter';
import { notUnderstood } from '../address/addressParts';
import { useMisread } from '../address/misreads';
import { type WebAgencyQuery, WebPeers } from '../api/generated/documents';
import { useAnswer } from '../api/useAnswer';
import { Figure } from '../figures/Figure';
import { type ShownValue, textOfValue } from '../figures/shownValue';
import { useLanguage, useNames } from '../language/language';
import { Scroll } from '../look/Scroll';
import { Failed, Part } from '../look/states';
import { useShortNames } from '../overview/useShortNames';
import { rowsByYear, type TrendAnswer } from '../overview/useTrend';
import { reportAddress, sourceAddress } from '../place/addresses';
import { usePageState } from '../place/usePageState';
import { usePlaceInYear } from '../place/usePlaceInYear';
import { AGENCY_KINDS } from './agencyKinds';
import { FEWEST_PEERS, peerPlaces, rankAmongPeers } from './peers';

type Agency = NonNullable<WebAgencyQuery['agency']>;
type Level = Agency['jurisdiction']['level'];
type Value = ShownValue & { readonly labelZh: string; readonly labelEn: string };

const LEVELS: Readonly<Record<Level, readonly [zh: string, en: string]>> = {
  NATION: ['国家级', 'of the nation'],
  PROVINCE: ['省级', 'of provinces'],
  PREFECTURE: ['地级', 'of prefectures'],
  COUNTY: ['县级', 'of counties'],
  TOWNSHIP: ['乡级', 'of townships'],
};

/** The heads of the table, which are said beside each figure where the screen is narrow. */
const HEADS = {
  own: ['本机关', 'This agency'],
  rank: ['位次', 'Rank'],
  percentile: ['百分位', 'Percentile'],
  lower: ['下四分位', 'Lower quartile'],
  median: ['中位数', 'Median'],
  upper: ['上四分位', 'Upper quartile'],
  count: ['有数字的机关', 'Agencies with a figure'],
} as const;

/** Where the figures of an agency are among those of agencies of its kind and level, in a year and place that the address holds. */
export function Peers({ agency, answer }: { readonly agency: Agency; readonly answer: TrendAnswer }) {
  const { t } = useLanguage();
  const nameOf = useNames();
  const { state, change } = usePageState();
  const rows = [...rowsByYear(answer)].filter(([, { coverage }]) => coverage.included > 0);
  const places = peerPlaces(agency.kind, agency.jurisdiction);
  const [year, row] = rows.find(([one]) => one === Number(state.get('year'))) ?? rows.at(-1) ?? [];
  const place = places.find(({ code }) => code === state.get('peers')) ?? places[0];
  const inYear = usePlaceInYear(year ? place.code : null, year ?? 0, null);
  const named = { year: state.get('year'), peers: state.get('peers') };
  useMisread(
    named.year && year && named.year !== String(year)
      ? notUnderstood(
          'year',
          named.year,
          { zh: '没有公布的报告', en: 'has no published report' },
          { zh: `与同类比较的是 ${year} 年`, en: `peers are those of ${year}` },
          t,
        )
      : null,
  );
  useMisread(
    named.peers && named.peers !== place.code
      ? notUnderstood(
          'peers',
          named.peers,
          { zh: '不是本机关所在的区划', en: 'is no place that the agency is in' },
          { zh: `与${nameOf(place)}的同类比较`, en: `peers are those in ${nameOf(place)}` },
          t,
        )
      : null,
  );
  if (!year || !row) return null;
  const placeName = inYear ? `${nameOf(inYear)}${inYear.other}` : '';
  const group = t(
    `${placeName}${LEVELS[agency.jurisdiction.level][0]}${AGENCY_KINDS[agency.kind][0]}`,
    `agencies of the kind “${AGENCY_KINDS[agency.kind][1]}” ${LEVELS[agency.jurisdiction.level][1]} in ${placeName}`,
  );
  return (
    <Part
      title={t('在同类机关中', 'Among its peers')}
      extra={
        <span className="filters">
          <Select
            aria-label={t('年度', 'Year')}
            value={year}
            options={rows.toReversed().map(([one]) => ({ value: one, label: t(`${one} 年度`, String(one)) }))}
            onChange={(next) => change({ year: String(next) }, false)}
          />
          <Select
            aria-label={t('在何处的同类机关', 'Peers where')}
            value={place.code}
            popupMatchSelectWidth={false}
            options={places.map((one) => ({ value: one.code, label: nameOf(one) }))}
            onChange={(next) => change({ peers: next }, false)}
          />
        </span>
      }
    >
      <Scroll label={t('在同类机关中', 'Among its peers')}>
        <table className="data stacking">
          <thead>
            <tr>
              <th scope="col">{t('数值', 'Value')}</th>
              {Object.values(HEADS)
                .map(([zh, en]) => t(zh, en))
                .map((title) => (
                  <th scope="col" className="number" key={title}>
                    {title}
                  </th>
                ))}
            </tr>
          </thead>
          <tbody>
            {row.values.map((value) => (
              <PeerRow key={value.code} agency={agency} value={value} year={year} place={place.code} />
            ))}
          </tbody>
        </table>
      </Scroll>
      <p className="coverage">
        {t(
          `同类机关：${year} 年${group}。位次从高到低，同值同位。百分位为数字比它小的机关，加上与它相同者（含本机关）的一半，占有数字的机关的百分之几；四分位按线性插值。没有数字的机关不计入，也不算零。`,
          `Peers: ${group}, ${year}. Ranks count from the highest; equal figures share one. The percentile is the share of agencies with a smaller figure, plus half of those with the same (this one included), among those with a figure; quartiles are interpolated. Agencies without a figure do not count, not even as zero.`,
        )}
      </p>
    </Part>
  );
}

function PeerRow({
  agency,
  value,
  year,
  place,
}: {
  readonly agency: Agency;
  readonly value: Value;
  readonly year: number;
  readonly place: string;
}) {
  const { t, language } = useLanguage();
  const nameOf = useShortNames();
  const result = useAnswer(
    WebPeers,
    value.value === null
      ? null
      : {
          year,
          place,
          kinds: [agency.kind],
          levels: [agency.jurisdiction.level],
          value: value.code,
          own: Number(value.value),
        },
  );
  const { distribution, atLeast, atMost } = result.data?.rollup ?? {};
  const count = distribution?.count ?? 0;
  const peerRank =
    distribution && atLeast && atMost
      ? rankAmongPeers({ count, atLeast: atLeast.totalCount, atMost: atMost.totalCount })
      : null;
  const say = (figure: number | null | undefined) =>
    textOfValue({ code: value.code, value: figure ?? null }, language);
  return (
    <tr>
      <th scope="row">{nameOf(value)}</th>
      <td className="number" data-label={t(...HEADS.own)}>
        {value.value === null ? (
          <Figure shown={value} />
        ) : (
          <Link href={reportAddress(agency.code, year, value.code)}>
            <Figure shown={value} />
          </Link>
        )}
      </td>
      {value.value === null ? (
        <td colSpan={6}>
          {t('本机关这一年没有这个数字，不排位。', 'The agency has no such figure for the year.')}
        </td>
      ) : result.error ? (
        <td colSpan={6}>
          <Failed error={result.error} retry={() => result.refetch()} />
        </td>
      ) : !distribution ? (
        <td colSpan={6}>…</td>
      ) : (
        <>
          {peerRank ? (
            <>
              <td className="number" data-label={t(...HEADS.rank)}>
                {peerRank.rank}
              </td>
              <td className="number percentile" data-label={t(...HEADS.percentile)}>
                {peerRank.percentile}
                <span aria-hidden="true">
                  <span style={{ width: `${peerRank.percentile}%` }} />
                </span>
              </td>
            </>
          ) : (
            <td className="number" colSpan={2} data-label={t(...HEADS.rank)}>
              {count < FEWEST_PEERS
                ? t(`不足 ${FEWEST_PEERS} 个，不排位`, `fewer than ${FEWEST_PEERS}: no rank`)
                : t('这一年不属此类', 'not one of them in the year')}
            </td>
          )}
          <td className="number" data-label={t(...HEADS.lower)}>
            {say(distribution.lowerQuartile)}
          </td>
          <td className="number" data-label={t(...HEADS.median)}>
            {say(distribution.median)}
          </td>
          <td className="number" data-label={t(...HEADS.upper)}>
            {say(distribution.upperQuartile)}
          </td>
          <td className="number" data-label={t(...HEADS.count)}>
            <Link
              href={`${sourceAddress(place, year, value.code, null)}&kinds=${agency.kind}&levels=${agency.jurisdiction.level}`}
            >
              {count}
              {distribution.blank > 0 &&
                t(`（另 ${distribution.blank} 个无数字）`, ` (${distribution.blank} without)`)}
            </Link>
          </td>
        </>
      )}
    </tr>
  );
}
