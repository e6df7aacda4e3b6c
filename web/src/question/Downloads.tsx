import { useState } from 'react';
import { beijingToday } from '../../../src/form/beijing';
import { useLanguage, useNames } from '../language/language';
import { saveFile } from '../look/saveFile';
import { usePlace } from '../place/PlacePicker';
import { usePlaceInYear } from '../place/usePlaceInYear';
import type { ResultChart } from './chartOf';
import { fileOf } from './fileOf';
import { type Question, spanOf } from './question';

/** The answer as files: its rows by the hub, its chart as a picture, once there is one. */
export function Downloads({
  question,
  chart,
}: {
  readonly question: Question;
  readonly chart: ResultChart | null;
}) {
  const { t } = useLanguage();
  const nameOf = useNames();
  const place = usePlace(question.place).data?.jurisdiction;
  const inYear = usePlaceInYear(question.place, question.to, question.asOf);
  const [hasFailed, setFailed] = useState(false);
  const savePicture = async (chart: ResultChart, kind: 'png' | 'svg') => {
    try {
      const { pictureOf } = await import('../charts/pictures');
      const source = [
        t(
          `来源：OGI Hub 政府信息公开年度报告数据中枢，${location.origin}`,
          `Source: OGI Hub, ${location.origin}`,
        ),
        inYear && `${nameOf(inYear)}${inYear.other}`,
        t(`${spanOf(question)} 年`, spanOf(question)),
        t(`截至 ${question.asOf ?? beijingToday()}`, `as of ${question.asOf ?? beijingToday()}`),
        place?.demonstration && t('演示数据', 'demonstration data'),
      ]
        .filter(Boolean)
        .join(' · ');
      const picture = await pictureOf(kind, { ...chart, source });
      saveFile(picture, `rows-${question.place}-${spanOf(question)}.${kind}`);
      setFailed(false);
    } catch {
      setFailed(true);
    }
  };
  return (
    <p className="downloads">
      {t('下载：', 'Download: ')}
      <a href={fileOf(question, 'csv')} download className="download">
        CSV
      </a>
      <a href={fileOf(question, 'xlsx')} download className="download">
        XLSX
      </a>
      {chart &&
        (['png', 'svg'] as const).map((kind) => (
          <button key={kind} type="button" className="link download" onClick={() => savePicture(chart, kind)}>
            {kind.toUpperCase()}
          </button>
        ))}
      {hasFailed && t('图片未能生成，请重试。', 'The picture could not be made: try again.')}
    </p>
  );
}
