import { Alert, Button } from 'antd';
import { useEffect, useState } from 'react';
import {
  WebBatches,
  WebBatchesChanged,
  type WebBatchesQuery,
  WebUndoImport,
} from '../../api/generated/documents';
import { useLive } from '../../api/live';
import { useAnswer } from '../../api/useAnswer';
import { useChange } from '../../api/useChange';
import { useSoon } from '../../api/useSoon';
import { counted, formatCount, formatInstant } from '../../figures/formatFigure';
import { useLanguage } from '../../language/language';
import { DataTable } from '../../look/DataTable';
import { Dialog } from '../../look/Dialog';
import { Folded } from '../../look/Folded';
import { Reason } from '../../look/Reason';
import { Answered, Failed, Nothing, Part } from '../../look/states';
import { noteInWords } from './importedFile';
import { noteUndone } from './importRun';

type Batch = NonNullable<WebBatchesQuery['importBatches']>['nodes'][number];

/** How long changes are gathered before the batches are read anew for all of them. */
const GATHER_MS = 500;
/** How often the batches are read anew while they are looked at and changes do not arrive. */
const REFRESH_MS = 15_000;

/** Reads the batches, and anew when one is started or undone, or a report is stored in it, here and elsewhere. */
function useBatches() {
  const result = useAnswer(WebBatches, {});
  const { refetch } = result;
  const readSoon = useSoon(() => void refetch());
  const liveness = useLive(WebBatchesChanged, {}, () => readSoon(GATHER_MS));
  useEffect(() => {
    if (liveness !== 'OFFLINE') return;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void refetch();
    }, REFRESH_MS);
    return () => clearInterval(timer);
  }, [liveness, refetch]);
  return result;
}

/** What was recorded together, newest first, each batch to be undone as one. */
export function Batches() {
  const { t, language } = useLanguage();
  const result = useBatches();
  const noteOf = ({ note }: Batch) => {
    const { zh, en } = noteInWords(note);
    return t(zh, en);
  };
  const [undoing, setUndoing] = useState<Batch | null>(null);
  return (
    <Part title={t('最近的批次', 'The last batches')}>
      <Answered result={result}>
        {({ importBatches }) =>
          !importBatches || importBatches.nodes.length === 0 ? (
            <Nothing text={t('还没有批次。', 'There is no batch yet.')} />
          ) : (
            <>
              <DataTable
                label={t('最近的批次', 'The last batches')}
                rows={importBatches.nodes}
                keyOf={({ id }) => id}
                columns={[
                  {
                    title: t('开始', 'Started'),
                    render: ({ startedAt }) => formatInstant(startedAt, language),
                  },
                  { title: t('说明', 'Note'), render: (batch) => noteOf(batch) },
                  { title: t('报告', 'Reports'), isNumber: true, render: ({ reports }) => reports },
                  {
                    title: t('撤销', 'Undone'),
                    render: (batch) =>
                      batch.undoneAt ? (
                        <>
                          {formatInstant(batch.undoneAt, language)} <Folded text={batch.undoReason ?? ''} />
                        </>
                      ) : (
                        <Button
                          size="small"
                          disabled={batch.reports === 0}
                          aria-label={t(`撤销整批：${noteOf(batch)}`, `Undo all of it: ${noteOf(batch)}`)}
                          onClick={() => setUndoing(batch)}
                        >
                          {t('撤销整批', 'Undo all of it')}
                        </Button>
                      ),
                  },
                ]}
              />
              {importBatches.totalCount > importBatches.nodes.length && (
                <p className="coverage">
                  {t(
                    `共 ${formatCount(importBatches.totalCount)} 批，只列最近的 ${formatCount(importBatches.nodes.length)} 批。`,
                    `${formatCount(importBatches.totalCount)} in all, of which the last ${formatCount(importBatches.nodes.length)} are listed.`,
                  )}
                </p>
              )}
            </>
          )
        }
      </Answered>
      {undoing && <Undo batch={undoing} note={noteOf(undoing)} onClose={() => setUndoing(null)} />}
    </Part>
  );
}

/** Asks before a batch is undone, says what that does, and shows what became of each report. */
function Undo({
  batch,
  note,
  onClose,
}: {
  readonly batch: Batch;
  readonly note: string;
  readonly onClose: () => void;
}) {
  const { t, language } = useLanguage();
  const started = formatInstant(batch.startedAt, language);
  const [reason, setReason] = useState('');
  const undo = useChange(WebUndoImport);
  const done = undo.data?.undoImport;
  useEffect(() => {
    if (done?.accepted) noteUndone(batch.id);
  }, [done, batch.id]);
  return (
    <Dialog
      title={t(
        `撤销“${note}”的 ${formatCount(batch.reports)} 份报告`,
        `Undo ${counted(batch.reports, 'report')} of “${note}”`,
      )}
      onClose={onClose}
    >
      {!done?.accepted && (
        <>
          <p>
            {t(`${started}开始的批次。`, `The batch was begun ${started}. `)}
            {t(
              '此前公布过的恢复原来的内容，没有的撤回公布；此后有人改动的不动。理由随更正公布。',
              'What was published before is published again, and what was not is withdrawn; what somebody worked on since is left alone. The reason is published with it.',
            )}
          </p>
          <Reason value={reason} onChange={setReason} />
        </>
      )}
      {undo.error && <Failed error={undo.error} />}
      {done?.findings.map(({ messageZh, messageEn }) => (
        <Alert key={messageEn} type="error" showIcon title={t(messageZh, messageEn)} />
      ))}
      {done?.accepted && (
        <DataTable
          label={t('撤销的结果', 'What became of each')}
          rows={done.outcomes}
          keyOf={({ agencyCode, year }) => `${agencyCode} ${year}`}
          columns={[
            { title: t('报告', 'Report'), render: ({ agencyCode, year }) => `${agencyCode} ${year}` },
            { title: t('结果', 'Outcome'), render: ({ messageZh, messageEn }) => t(messageZh, messageEn) },
          ]}
        />
      )}
      <p className="filters">
        {!done?.accepted && (
          <Button
            danger
            loading={undo.isPending}
            disabled={reason.trim() === ''}
            onClick={() => undo.mutate({ batch: batch.id, reason: reason.trim() })}
          >
            {t('撤销整批', 'Undo all of it')}
          </Button>
        )}
        <Button onClick={onClose}>{t('关闭', 'Close')}</Button>
      </p>
    </Dialog>
  );
}
