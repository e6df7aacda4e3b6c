import { Segmented } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { Chart } from '../charts/Chart';
import { formatFigure, formatPercent } from '../figures/formatFigure';
import { isRatio, signOf, textOfValue } from '../figures/shownValue';
import { useLanguage } from '../language/language';
import { DataTable } from '../look/DataTable';
import { Part } from '../look/states';
import { Sourced } from '../place/Sourced';
import type { Counts } from './Counted';
import { editionChanges } from './editions';
import { useShortNames } from './useShortNames';
import { rowsByYear, type TrendAnswer } from './useTrend';
import { coverageInWords } from './values';

/** The values of the overview over the years, as a line and a table. */
export function Trend({
  answer,
  year,
  sourceOf,
  coverageOf,
}: {
  readonly answer: TrendAnswer;
  readonly year: number;
  /** Where the reports behind a value of a year are. */
  readonly sourceOf: (year: number, code: string) => string;
  /** How much of what was expected a year holds, with where its reports are. */
  readonly coverageOf?: (year: number, coverage: Counts) => ReactNode;
}) {
  const { t, language } = useLanguage();
  const nameOf = useShortNames();
  const rows = [...rowsByYear(answer)];
  const choices = rows[0]?.[1].values ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const at = Math.max(
    choices.findIndex(({ code }) => code === chosen),
    0,
  );
  const value = choices[at];
  const points = useMemo(
    () =>
      [...rowsByYear(answer)].map(([one, row]) => {
        const shown = row.values[at];
        return {
          year: one,
          value: shown?.value ?? null,
          sign: signOf(shown?.qualifier),
          text: (shown && textOfValue(shown, language)) ?? '—',
        };
      }),
    [answer, at, language],
  );
  const code = value?.code ?? '';
  const option = useMemo(
    () => ({
      grid: { left: 8, right: 16, top: 36, bottom: 8, containLabel: true },
      tooltip: {
        formatter: ([{ dataIndex }]: readonly { readonly dataIndex: number }[]) =>
          `${points[dataIndex].year}\n${points[dataIndex].text}`,
      },
      xAxis: { type: 'category', data: points.map((point) => String(point.year)) },
      yAxis: {
        type: 'value',
        min: 0,
        axisLabel: {
          formatter: (figure: number) =>
            isRatio(code) ? formatPercent(figure, language) : formatFigure(figure, language),
        },
      },
      series: [
        {
          type: 'line',
          symbolSize: 7,
          data: points.map(({ value, sign }) =>
            value === null
              ? null
              : {
                  value: Number(value),
                  label: { show: sign !== '', position: 'top', formatter: sign },
                },
          ),
          markLine: {
            symbol: 'none',
            silent: true,
            // Above the sign of a point that stands at the top.
            label: { position: 'end', rotate: 0, distance: 14 },
            lineStyle: { type: 'dashed' },
            // Figures on both sides of a change of the form may have been counted otherwise.
            data: [...editionChanges(points.map((point) => point.year))].map(([one, edition]) => ({
              xAxis: String(one),
              label: { formatter: language === 'zh' ? `${edition} 版式` : `Form of ${edition}` },
            })),
          },
        },
      ],
    }),
    [points, code, language],
  );
  if (!value) return null;
  const stated = rows.flatMap(([one, row]) => {
    const text = textOfValue(row.values[at], language);
    if (text === null) return [];
    const { included, expected } = row.coverage;
    // A year that not all have reported of is less for that alone.
    const part =
      included < expected
        ? t(`（${coverageInWords(row.coverage, t)}）`, ` (${coverageInWords(row.coverage, t)})`)
        : '';
    return [t(`${one} 年 ${text}${part}`, `${text} in ${one}${part}`)];
  });
  const ends = stated.length > 1 ? [stated[0], stated[stated.length - 1]] : stated;
  const sentence =
    ends.length === 0
      ? t(`${nameOf(value)}：各年均无数字。`, `${nameOf(value)}: no year has a figure.`)
      : `${nameOf(value)}${t('：', ': ')}${ends.join(t('，', ', '))}${t('。', '.')}`;
  return (
    <Part
      title={t('历年', 'By year')}
      extra={
        <Segmented
          aria-label={t('数值', 'Value')}
          options={choices.map((choice) => ({ value: choice.code, label: nameOf(choice) }))}
          value={code}
          onChange={setChosen}
        />
      }
    >
      <div className="beside">
        <Chart option={option} sentence={sentence} />
        <DataTable
          label={nameOf(value)}
          rows={rows}
          keyOf={([one]) => one}
          isChosen={([one]) => one === year}
          columns={[
            { title: t('年度', 'Year'), render: ([one]) => one },
            {
              title: nameOf(value),
              isNumber: true,
              render: ([one, row]) => <Sourced shown={row.values[at]} href={sourceOf(one, code)} />,
            },
            {
              // Words, which may take two lines where the screen is narrow.
              title: t('覆盖', 'Coverage'),
              render: ([one, row]) => coverageOf?.(one, row.coverage) ?? coverageInWords(row.coverage, t),
            },
          ]}
        />
      </div>
    </Part>
  );
}
