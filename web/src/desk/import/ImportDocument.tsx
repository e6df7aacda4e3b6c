import { Alert, Select, Skeleton } from 'antd';
import { Link } from 'wouter';
import { isMisaddressed } from '../../../../src/form/misaddressed';
import { readReportingYear } from '../../../../src/form/reportingYears';
import { WebImport } from '../../api/generated/documents';
import { request } from '../../api/request';
import { queryClient, useAnswer } from '../../api/useAnswer';
import { useSingle } from '../../api/useSingle';
import type { Viewer } from '../../api/viewer';
import { useLanguage, useNames } from '../../language/language';
import { Room } from '../../layout/Room';
import { ROOMS } from '../../layout/rooms';
import { Confirm } from '../../look/Confirm';
import { loadable } from '../../look/loadable';
import { Answered, Failed, Nothing } from '../../look/states';
import { NodePicker } from '../../place/NodePicker';
import { usePageState } from '../../place/usePageState';
import { useStart } from '../../place/usePlaceAndYear';
import { FindingList } from '../../report/FindingList';
import { useHeld } from '../held/useHeld';
import { isAddressed } from '../reading/addressed';
import { asCorrections, type Corrections } from '../useWork';
import { isGuess, ONE_BY_PAGES, type Said } from './importedFile';
import { batchOfRun, noteRecorded } from './importRun';
import {
  asInput,
  type ImportWay,
  importedAddress,
  readWay,
  thereAlready,
  unchangedIn,
  WAYS,
} from './importWay';

/** The form and its rules come with what was read, as does what was guessed. */
const Guessed = loadable(() => import('./Guessed'));
const ReadCells = loadable(() => import('../reading/ReadCells'));
const FoundNow = loadable(() => import('../reading/FoundNow'), null);

/** The finding about a doubtful cell; each is shown at its place. */
const DOUBTFUL = 'document.doubtfulCell';

/** One document of an import: whose report it is, its doubtful cells one by one, and the recording of it. */
export default function ImportDocument({ document }: { readonly document: string }) {
  return (
    <Room room={ROOMS.import}>{(viewer) => <Look key={document} document={document} viewer={viewer} />}</Room>
  );
}

/** Imports a document one way or the other, as it was corrected. */
const useRecord = (document: string, way: ImportWay, note: string) =>
  useSingle({
    mutationFn: async ({
      agency,
      year,
      corrections,
    }: {
      agency: string;
      year: number;
      corrections: Corrections;
    }) =>
      request(WebImport, {
        input: {
          document,
          agency,
          year,
          ...asInput(way),
          dryRun: false,
          batch: way === 'DRAFT' ? null : await batchOfRun(note),
          corrections: asCorrections(corrections),
        },
      }),
    onSuccess: ({ importReport }) => {
      if (!importReport?.accepted) return;
      noteRecorded(document);
      void queryClient.invalidateQueries();
    },
  });

function Look({ document, viewer }: { readonly document: string; readonly viewer: Viewer }) {
  const { t } = useLanguage();
  const nameOf = useNames();
  const { state, change } = usePageState();
  const { data: start } = useStart();
  const { held, change: hold } = useHeld(`importing ${viewer.username} ${document}`);
  const corrections = held?.typed ?? {};
  const year = readReportingYear(state.get('year') ?? '');
  const way = readWay(state.get('way'));
  const isDraft = way === 'DRAFT';
  const result = useAnswer(WebImport, {
    input: { document, agency: state.get('agency'), year, ...asInput(way) },
  });
  const record = useRecord(document, way, ONE_BY_PAGES.zh);
  const recorded = record.data?.importReport;
  const unchanged = recorded && unchangedIn(recorded.findings);
  const inWords = ({ zh, en }: Said) => t(zh, en);
  if (!held) return <Skeleton active />;
  return (
    <>
      <p>
        <Link href="/desk/import">{t('← 回到文档列表', '← Back to the documents')}</Link>
      </p>
      {recorded?.accepted ? (
        <Alert
          type="success"
          showIcon
          title={
            isDraft ? t('已存为草稿。', 'Kept as a draft.') : t('已补录并公布。', 'Recorded and published.')
          }
          description={
            <>
              {unchanged && <p>{inWords(unchanged)}</p>}
              {record.variables && (
                <Link href={importedAddress(way, record.variables.agency, record.variables.year)}>
                  {t('查看这份报告', 'See the report')}
                </Link>
              )}
            </>
          }
        />
      ) : (
        <>
          {result.isLoading && (
            <p role="status">
              <progress aria-label={t('正在读取', 'Reading')} />{' '}
              {t(
                '正在按所选的机关和年度读取文档，读完才能核对和补录…',
                'The document is being read for the agency and year chosen; it can be looked at and recorded then …',
              )}
            </p>
          )}
          <Answered result={result} rows={8}>
            {({ importReport: read }) => {
              if (!read?.reading)
                return read ? (
                  <FindingList findings={read.findings} />
                ) : (
                  <Nothing text={t('没有读出内容。', 'Nothing was read.')} />
                );
              const { agency } = read;
              const isSettled = agency !== null && read.year !== null;
              const found = (recorded?.findings ?? read.findings).filter(
                (finding) => finding.code !== DOUBTFUL && !isGuess(read, finding),
              );
              return (
                <>
                  <p>
                    {t(
                      `文档写作“${read.reading.agencyName ?? '？'}”。`,
                      `The document says “${read.reading.agencyName ?? '?'}”.`,
                    )}{' '}
                    {t(WAYS[way].zh, WAYS[way].en)}
                  </p>
                  <div className="filters">
                    <NodePicker
                      kind="AGENCY"
                      label={t('机关', 'Agency')}
                      value={agency ? [agency.code] : []}
                      onChange={([code]) => change({ agency: code ?? null })}
                    />
                    <Select
                      aria-label={t('年度', 'Year')}
                      value={read.year}
                      options={(start?.years ?? []).map((one) => ({ value: one.year, label: one.year }))}
                      onChange={(next: number) => change({ year: String(next) })}
                    />
                  </div>
                  <Guessed read={read} onConfirm={change} />
                  <FindingList findings={found.filter(isAddressed)} />
                  <ReadCells
                    document={document}
                    reading={read.reading}
                    corrections={corrections}
                    onCorrect={(code, text) =>
                      hold(
                        text === null
                          ? { settled: { [code]: corrections[code] ?? '' } }
                          : { typed: { [code]: text } },
                      )
                    }
                  />
                  {(read.currentRevision ?? 1) > 1 && (
                    <Alert type="warning" showIcon title={inWords(thereAlready(way, read.findings))} />
                  )}
                  <FoundNow
                    found={found.filter((one) => !isAddressed(one))}
                    reading={read.reading}
                    corrections={corrections}
                    year={read.year ?? year ?? 0}
                  />
                  {record.error && <Failed error={record.error} />}
                  <Confirm
                    label={isDraft ? t('存为草稿', 'Keep as a draft') : t('补录并公布', 'Record and publish')}
                    title={
                      isSettled
                        ? t(
                            `补录${nameOf(agency)} ${read.year} 年度的报告？`,
                            `Record the report ${read.year} of ${nameOf(agency)}?`,
                          )
                        : ''
                    }
                    isDisabled={!isSettled}
                    isPending={record.isPending}
                    onConfirm={() =>
                      isSettled && record.mutate({ agency: agency.code, year: read.year ?? 0, corrections })
                    }
                  >
                    <FindingList findings={found.filter(isMisaddressed)} />
                    <p>
                      {isDraft
                        ? t(
                            '存为草稿，由填报人继续办理；不公布。',
                            'It is kept as a draft for the clerk to go on with, and not published.',
                          )
                        : t(
                            '报告将立即公布，人人可见，错误连同提示一起公布。',
                            'It is published at once for everybody to see, its errors and warnings too.',
                          )}{' '}
                      {t(
                        `已核对或更正 ${Object.keys(corrections).length} 处。`,
                        `Confirmed or corrected: ${Object.keys(corrections).length}.`,
                      )}
                    </p>
                  </Confirm>
                </>
              );
            }}
          </Answered>
        </>
      )}
    </>
  );
}
