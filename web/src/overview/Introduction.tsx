import { useLanguage } from '../language/language';
import { NodePicker } from '../place/NodePicker';
import { usePageState } from '../place/usePageState';

/** What this site is and whose figures it has, for who comes to it without a place; and the way to the place one lives in. */
export function Introduction({ isDemonstration }: { readonly isDemonstration: boolean }) {
  const { t } = useLanguage();
  const { change } = usePageState();
  return (
    <div className="introduction">
      <p>
        {t(
          '这里汇集行政机关依照《政府信息公开条例》每年公布的政府信息公开工作年度报告，可逐区划、逐机关、逐年查到表中每一格。',
          'Here are the annual reports on open government information that agencies publish by law (政府信息公开条例): by place, agency and year, down to each cell of the form.',
        )}
        {isDemonstration
          ? t(
              '现为演示：机关与数字均为虚构。',
              ' This is a demonstration: the agencies and the figures are invented.',
            )
          : t(
              '数字出自各机关公布的报告，点开即见。',
              ' The figures are those of the reports as published: each leads to its report.',
            )}
      </p>
      <NodePicker
        kind="PLACE"
        label={t('查自己所在的地方', 'Find your own place')}
        prompt={t('查自己所在的区、县：名称或代码…', 'Your own district: name or code…')}
        value={[]}
        onChange={([code]) => code && change({ place: code })}
      />
    </div>
  );
}
