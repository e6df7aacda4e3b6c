import { Alert, Button, Select } from 'antd';
import { useEffect } from 'react';
import { WebReportChanged } from '../../api/generated/documents';
import { useLive } from '../../api/live';
import { useSingle } from '../../api/useSingle';
import { mayEnter, placeOf, type Viewer } from '../../api/viewer';
import { counted, formatCount } from '../../figures/formatFigure';
import { useLanguage } from '../../language/language';
import { Room } from '../../layout/Room';
import { ROOMS } from '../../layout/rooms';
import { Confirm } from '../../look/Confirm';
import { DropFiles } from '../../look/DropFiles';
import { Labelled } from '../../look/Labelled';
import { Batches } from './Batches';
import { FileTable } from './FileTable';
import { type ImportedFile, manyByPages, markTwice, type Said } from './importedFile';
import {
  addFiles,
  canTryAgain,
  forgetRun,
  isRunElsewhere,
  readOutdated,
  setWay,
  tryAgain,
  useImportRun,
} from './importRun';
import { type ImportWay, WAYS } from './importWay';
import { RecordReady } from './RecordReady';
import { BadArchive, isArchive, unpack } from './unpack';

/** Imports many documents at once: each is read, those without doubt are recorded together, the others one by one. */
export default function ImportMany() {
  return <Room room={ROOMS.import}>{(viewer) => <Import viewer={viewer} />}</Room>;
}

function Import({ viewer }: { readonly viewer: Viewer }) {
  const { t } = useLanguage();
  const run = useImportRun();
  const take = useTake(viewer.username ?? '');
  // Drafts take the right of a clerk, which an officer may have too.
  const ways = (Object.keys(WAYS) as ImportWay[]).filter(
    (way) => way !== 'DRAFT' || mayEnter(viewer, { permissions: ['SUBMIT'] }),
  );
  const isOwn = run.username === viewer.username;
  const place = placeOf(viewer, ROOMS.import);
  useEffect(() => {
    if (!isOwn) return;
    readOutdated();
    const onChange = () => {
      if (document.visibilityState === 'visible') readOutdated();
    };
    document.addEventListener('visibilitychange', onChange);
    return () => document.removeEventListener('visibilitychange', onChange);
  }, [isOwn]);
  const files = isOwn ? markTwice(run.files) : [];
  return (
    <>
      <p>
        {t(
          '补录机关已经公布的年度报告：逐份识别机关和年度并核查；没有疑问的一起补录，存疑的逐份核对。补录即公布。',
          'Records annual reports that agencies have published: agency and year are recognised and everything is checked. Those without doubt are recorded together, the others one by one. What is recorded is published.',
        )}
      </p>
      <div className="fields">
        <Labelled label={t('怎样导入', 'How to import')}>
          <Select<ImportWay>
            value={run.way}
            disabled={files.some(({ state }) => isUnderWay(state))}
            popupMatchSelectWidth={false}
            options={ways.map((way) => ({ value: way, label: t(WAYS[way].zh, WAYS[way].en) }))}
            onChange={setWay}
          />
        </Labelled>
      </div>
      <DropFiles
        takesMany
        testId="documents"
        button={t('选择文档', 'Choose documents')}
        onFiles={(added) => take.mutate(added)}
      >
        {t(
          '或拖到这里，可以很多份，也可以是压缩包（.zip）。',
          'or drop them here, as many as you like; an archive (.zip) serves too.',
        )}
      </DropFiles>
      <div aria-live="polite">
        {take.isPending && <p>{t('正在解压…', 'Unpacking …')}</p>}
        {take.data?.map(({ name, said }) => (
          <Alert key={name} type="error" showIcon title={`${name}：${t(said.zh, said.en)}`} />
        ))}
      </div>
      {files.length > 0 && <Files files={files} way={run.way} />}
      {isOwn && place !== null && <Follow place={place} />}
      <Batches />
    </>
  );
}

/** Reads a file again when its report takes a step, by whomever: what was said of it hangs on where its report is. */
function Follow({ place }: { readonly place: string }) {
  useLive(WebReportChanged, { place: { jurisdiction: place }, year: null }, ({ reportChanged }) => {
    if (reportChanged?.report) readOutdated(reportChanged.report);
  });
  return null;
}

const isUnderWay = (state: ImportedFile['state']) => ['WAITING', 'READING', 'RECORDING'].includes(state);

/** Adds files to the run, and those in archives; returns the archives that cannot be taken apart. */
const useTake = (username: string) =>
  useSingle({
    mutationFn: async (files: readonly File[]) => {
      const refused: { name: string; said: Said }[] = [];
      const found: File[] = files.filter((file) => !isArchive(file));
      for (const archive of files.filter(isArchive))
        await unpack(archive).then(
          (inside) => found.push(...inside),
          (error) => {
            if (!(error instanceof BadArchive)) throw error;
            refused.push({ name: archive.name, said: error.said });
          },
        );
      if (found.length > 0) addFiles(found, username);
      return refused;
    },
  });

function Files({ files, way }: { readonly files: readonly ImportedFile[]; readonly way: ImportWay }) {
  const { t } = useLanguage();
  const inState = (...states: ImportedFile['state'][]) => files.filter(({ state }) => states.includes(state));
  const open = inState('WAITING', 'READING');
  const recording = inState('RECORDING').length;
  const ready = inState('READY');
  const failed = files.filter(canTryAgain);
  const note = manyByPages(files.length).zh;
  return (
    <>
      <p role="status">
        {open.length > 0 && (
          <>
            <progress
              aria-label={t('已读取', 'Read')}
              max={files.length}
              value={files.length - open.length}
            />{' '}
            {t(
              `已读取 ${formatCount(files.length - open.length)} / ${formatCount(files.length)} 份；`,
              `${formatCount(files.length - open.length)} of ${formatCount(files.length)} read; `,
            )}
            {isRunElsewhere()
              ? t(
                  '在另一个标签页中进行，请不要关闭那个标签页。',
                  'it goes on in another tab, which is to stay open.',
                )
              : t(
                  '可以去看别的页面，不要关闭本页。',
                  'look at other pages if you like, but keep this tab open.',
                )}
          </>
        )}
        {recording > 0 && t(`正在导入，还有 ${recording} 份…`, `Importing, ${recording} to go …`)}
      </p>
      <div className="filters">
        <RecordReady ready={ready} isDraft={way === 'DRAFT'} isPending={recording > 0} note={note} />
        {failed.length > 0 && (
          <Button onClick={() => tryAgain(failed.map(({ id }) => id))}>
            {t(`重试 ${formatCount(failed.length)} 份`, `Try ${formatCount(failed.length)} again`)}
          </Button>
        )}
        <Confirm
          label={t('清空列表', 'Clear the list')}
          title={t(
            `清空 ${formatCount(files.length)} 份文档的列表？`,
            `Clear the list of ${counted(files.length, 'document')}?`,
          )}
          isDisabled={open.length + recording > 0}
          isPending={false}
          onConfirm={forgetRun}
        >
          <p>
            {t(
              '只清空列表：已补录的报告不变，没有补录的须重新拖入。',
              'Only the list is cleared: what was recorded stays; what was not is to be dropped again.',
            )}
          </p>
        </Confirm>
      </div>
      <FileTable files={files} />
    </>
  );
}
