import { Button } from 'antd';
import { useLanguage } from '../../language/language';
import { Confirm } from '../../look/Confirm';
import { FindingList, type ShownFinding } from '../../report/FindingList';

/** The button that stores a document as the draft. It asks first where the document names another organ, year or scope, and where it would replace what was stored elsewhere meanwhile. */
export function StoreDraft({
  misaddressed,
  isBehind,
  isPending,
  onStore,
}: {
  /** What says that the document is of another organ, year or scope. */
  readonly misaddressed: readonly ShownFinding[];
  /** Whether a revision was stored elsewhere meanwhile. */
  readonly isBehind: boolean;
  readonly isPending: boolean;
  readonly onStore: () => void;
}) {
  const { t } = useLanguage();
  const label = t('存为草稿', 'Save as the draft');
  const isOther = misaddressed.length > 0;
  if (!isOther && !isBehind)
    return (
      <Button type="primary" loading={isPending} onClick={onStore}>
        {label}
      </Button>
    );
  return (
    <Confirm
      isMain
      label={label}
      title={
        isOther
          ? t(
              '文档写的不是这份报告，仍要存为草稿？',
              'The document names another report. Save it all the same?',
            )
          : t('替换刚在别处保存的内容？', 'Replace what has just been stored elsewhere?')
      }
      isPending={isPending}
      onConfirm={onStore}
    >
      <FindingList findings={misaddressed} />
      {isOther && (
        <p>
          {t(
            '提交时须在说明中同时写明两者和原因；一般的说明不能报送。',
            'To submit it, the explanation has to name both, and why; no general one is taken.',
          )}
        </p>
      )}
      {isBehind && (
        <p>
          {t(
            '文档所有的部分将替换刚在别处保存的内容；被替换的一稿仍可查。',
            'What the document has will replace what has just been stored elsewhere; that draft stays on record.',
          )}
        </p>
      )}
    </Confirm>
  );
}
