import { Link } from 'wouter';
import { WebAgency, type WebAgencyQuery } from '../api/generated/documents';
import { useAnswer } from '../api/useAnswer';
import { compareAddress } from '../compare/comparison';
import { useLanguage, useNames } from '../language/language';
import { Answered, Nothing } from '../look/states';
import { Trend } from '../overview/Trend';
import { useTrend } from '../overview/useTrend';
import { AgencyWays } from '../place/AgencyWays';
import { reportAddress } from '../place/addresses';
import { useStart } from '../place/usePlaceAndYear';
import { Facts, Through } from './Facts';
import { Peers } from './Peers';
import { LatestFindings, Reports } from './Reports';

type Agency = NonNullable<WebAgencyQuery['agency']>;

/** One agency: what it is, its reports and figures of all years, where it is among its peers, what was found, and its names through time. */
export default function AgencyPage({ code }: { readonly code: string }) {
  const { t } = useLanguage();
  const result = useAnswer(WebAgency, { code });
  return (
    <Answered result={result} rows={10}>
      {({ agency }) =>
        agency ? (
          <Shown agency={agency} />
        ) : (
          <>
            <h1>{t('没有这个机关', 'No such agency')}</h1>
            <Nothing text={t(`没有代码为 ${code} 的机关。`, `No agency has the code ${code}.`)} />
            <AgencyWays wanted={code} />
          </>
        )
      }
    </Answered>
  );
}

function Shown({ agency }: { readonly agency: Agency }) {
  const { t } = useLanguage();
  const nameOf = useNames();
  return (
    <>
      <h1>
        {nameOf(agency)}{' '}
        {agency.demonstration && <small className="mark">{t('演示数据', 'Demonstration data')}</small>}
      </h1>
      <Facts agency={agency} />
      <p>
        <Link href={compareAddress([{ kind: 'AGENCY', code: agency.code }])}>
          {t('与其他机关或年度比较', 'Compare with other agencies or years')}
        </Link>
      </p>
      <Reports agency={agency} />
      {agency.latest.nodes.length > 0 && <Figures agency={agency} />}
      <LatestFindings agency={agency} />
      <Through agency={agency} />
    </>
  );
}

/** The figures of an agency over the years, and beside those of its peers. */
function Figures({ agency }: { readonly agency: Agency }) {
  const { data: start } = useStart();
  const years = (start?.years ?? []).map(({ year }) => year);
  const trend = useTrend({ agencies: [agency.code] }, years, null);
  return (
    <Answered result={trend} rows={8}>
      {(answer) => (
        <>
          <Trend
            answer={answer}
            year={agency.latest.nodes[0].year}
            sourceOf={(year, code) => reportAddress(agency.code, year, code)}
          />
          <Peers agency={agency} answer={answer} />
        </>
      )}
    </Answered>
  );
}
