import { counted } from '../../figures/formatFigure';
import { useLanguage, useNames } from '../../language/language';
import { Confirm } from '../../look/Confirm';
import { Names } from '../../look/Names';
import { countWarned, type ImportedFile } from './importedFile';
import { recordFiles } from './importRun';

/** The button that imports the files without doubt together: records and publishes them, or keeps them as drafts. */
export function RecordReady({
  ready,
  isDraft,
  isPending,
  note,
}: {
  readonly ready: readonly ImportedFile[];
  readonly isDraft: boolean;
  readonly isPending: boolean;
  readonly note: string;
}) {
  const { t } = useLanguage();
  const nameOf = useNames();
  const warned = countWarned(ready);
  const many = ready.length;
  const begin = isDraft
    ? t(`把没有疑问的 ${many} 份存为草稿`, `Keep ${many} without doubt as drafts`)
    : t(`补录没有疑问的 ${many} 份`, `Record ${many} without doubt`);
  return (
    <Confirm
      label={warned > 0 ? begin + t(`（其中 ${warned} 份有警告）`, `, ${warned} with warnings`) : begin}
      title={
        isDraft
          ? t(`把 ${many} 份报告存为草稿？`, `Keep ${counted(many, 'report')} as drafts?`)
          : t(`补录并公布 ${many} 份报告？`, `Record and publish ${counted(many, 'report')}?`)
      }
      isDisabled={many === 0}
      isPending={isPending}
      onConfirm={() => void recordFiles(ready, note)}
    >
      <Names names={ready.map(({ agency, year }) => `${agency ? nameOf(agency) : ''} ${year ?? ''}`)} />
      {warned > 0 && !isDraft && (
        <p>
          {t(
            `其中 ${warned} 份有警告，警告连同报告公布；可先在下表打开核对。`,
            `${warned} of them have warnings, which are published with them; open them in the table below to look first.`,
          )}
        </p>
      )}
      <p>
        {isDraft
          ? t(
              '不公布：草稿由填报人核对、说明并提交审核。草稿不属于批次，可以逐份作废。',
              'Nothing is published: clerks look at the drafts, explain and submit them. Drafts belong to no batch; each can be discarded.',
            )
          : t(
              '报告将立即公布，人人可见。补录的属于同一批，可以在下方整批撤销；撤销留有记录。',
              'They are published at once for everybody to see. They are one batch, which can be undone below; that leaves a record.',
            )}
      </p>
    </Confirm>
  );
}
