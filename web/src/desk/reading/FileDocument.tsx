import { Alert, Skeleton } from 'antd';
import { useEffect } from 'react';
import { isMisaddressed } from '../../../../src/form/misaddressed';
import { useLanguage } from '../../language/language';
import { DropFiles } from '../../look/DropFiles';
import { loadable } from '../../look/loadable';
import { Failed, Part } from '../../look/states';
import { FindingList } from '../../report/FindingList';
import { type DraftKey, readingName } from '../entry/useDraft';
import { useHeld } from '../held/useHeld';
import { unchangedIn } from '../import/importWay';
import { useSaveDraft, useTrial } from '../useWork';
import { isAddressed } from './addressed';
import { ReadIndicators } from './ReadIndicators';
import { StoreDraft } from './StoreDraft';

/** The form and its rules come with what was read. */
const ReadCells = loadable(() => import('./ReadCells'));
const FoundNow = loadable(() => import('./FoundNow'), null);

/** The finding that somebody else stored a revision first. */
const STALE = 'revision.stale';
/** The finding about a doubtful cell; each is shown at its place. */
const DOUBTFUL = 'document.doubtfulCell';

/** What is held where the indicators of the document are left out. */
const LEFT_OUT = 'no';

/** Takes the document that the agency has, shows what was read of it, and stores that as the draft. */
export default function FileDocument({
  agency,
  year,
  username,
  latestRevision,
}: DraftKey & { readonly latestRevision: number }) {
  const { t } = useLanguage();
  const { held, change } = useHeld(readingName({ agency, year, username }));
  const { document, name, indicators, ...corrections } = held?.typed ?? {};
  const withIndicators = indicators !== LEFT_OUT;
  const trial = useTrial({ agency, year }, (read) =>
    change({ typed: { document: read.document, name: read.name } }),
  );
  const forget = () => change({ settled: held?.typed });
  const save = useSaveDraft({ agency, year }, forget);
  const { mutate, isIdle } = trial;
  useEffect(() => {
    // What was being compared when the page was left is read again.
    if (document && isIdle) mutate({ document, name });
  }, [document, name, isIdle, mutate]);
  const take = (file: File | undefined) => {
    if (!file) return;
    forget();
    save.reset();
    mutate(file);
  };
  const read = trial.data;
  const answer = read?.answer;
  const saved = save.data?.importReport;
  const unchanged = saved && unchangedIn(saved.findings);
  const found = (saved?.findings ?? answer?.findings ?? []).filter(({ code }) => code !== DOUBTFUL);
  const store = () =>
    read &&
    save.mutate({
      document: read.document,
      corrections,
      indicators: withIndicators,
      latestRevision,
    });
  /** Whether a revision was stored elsewhere meanwhile, which the document would replace. */
  const isBehind = saved?.findings.some(({ code }) => code === STALE) ?? false;
  if (!held) return <Skeleton active />;
  return (
    <Part title={t('用文档填报', 'File from a document')}>
      <DropFiles
        testId="document"
        button={t('选择文档', 'Choose a document')}
        isBusy={trial.isPending}
        onFiles={([file]) => take(file)}
      >
        {t(
          '或拖到这里：Word、WPS 另存的 Word、PDF、网页、表格、文本。',
          'or drop it here: Word, Word saved by WPS, PDF, a page, a spreadsheet, text.',
        )}
      </DropFiles>
      <div aria-live="polite">
        {trial.isPending && (
          <p>
            <progress aria-label={t('正在读取', 'Reading')} />{' '}
            {t(`正在读取“${trial.variables.name}”…`, `Reading “${trial.variables.name}” …`)}
          </p>
        )}
        {trial.error && <Failed error={trial.error} />}
        {save.error && <Failed error={save.error} />}
      </div>
      {read && answer && !saved?.accepted && (
        <>
          <p>
            {read.name}
            {answer.reading?.agencyName &&
              t(`：读作“${answer.reading.agencyName}”`, `: read as "${answer.reading.agencyName}"`)}
          </p>
          <FindingList findings={found.filter(isAddressed)} />
          {answer.reading && (
            <ReadCells
              document={read.document}
              reading={answer.reading}
              corrections={corrections}
              onCorrect={(code, text) =>
                change(
                  text === null
                    ? { settled: { [code]: corrections[code] ?? '' } }
                    : { typed: { [code]: text } },
                )
              }
            />
          )}
          {answer.reading && (
            <ReadIndicators
              indicators={answer.reading.indicators}
              isIncluded={withIndicators}
              onInclude={(isIncluded) =>
                change(
                  isIncluded ? { settled: { indicators: LEFT_OUT } } : { typed: { indicators: LEFT_OUT } },
                )
              }
            />
          )}
          {answer.reading ? (
            <FoundNow
              found={found.filter((one) => !isAddressed(one))}
              reading={answer.reading}
              corrections={corrections}
              year={year}
            />
          ) : (
            <FindingList findings={found.filter((one) => !isAddressed(one))} />
          )}
          {answer.reading && (
            <p className="filters">
              <StoreDraft
                misaddressed={found.filter(isMisaddressed)}
                isBehind={isBehind}
                isPending={save.isPending}
                onStore={store}
              />
              <span>
                {t(
                  `已核对或更正 ${Object.keys(corrections).length} 处。`,
                  `${Object.keys(corrections).length} confirmed or corrected.`,
                )}
              </span>
            </p>
          )}
        </>
      )}
      {saved?.accepted && saved.currentRevision === latestRevision && (
        <Alert
          type="success"
          showIcon
          title={t('已存为草稿，见下方。', 'Saved as the draft; see below.')}
          description={unchanged && t(unchanged.zh, unchanged.en)}
        />
      )}
    </Part>
  );
}
