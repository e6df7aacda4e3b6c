import { Alert, Button } from 'antd';
import { useLanguage } from '../language/language';
import { LongText } from '../look/LongText';
import type { ShownFinding } from '../report/FindingList';
import { explanationPrompt, lacksNames } from './explanationPrompt';
import { VerdictLine } from './review/ExplanationVerdict';
import { verdictOn, type Work } from './useWork';

/** The name of the field in which a finding is explained. */
export const explanationField = ({ code, path }: { readonly code: string; readonly path: string }): string =>
  `explanation ${code} ${path}`;

/** A warning with the field in which it is explained, what reviewers thought of the explanation, and what it still lacks. */
export function Warning({
  warning,
  work,
  text,
  earlier,
  isStillRefused,
  onChange,
}: {
  readonly warning: ShownFinding;
  /** Null while nothing is stored: then nothing is explained yet. */
  readonly work: Work | null;
  readonly text: string;
  /** How it was explained when the figures were others; null where it was not. */
  readonly earlier: string | null;
  /** Whether the explanation is the one that a reviewer refused. */
  readonly isStillRefused: boolean;
  readonly onChange: (text: string) => void;
}) {
  const { t } = useLanguage();
  return (
    <div className="warning">
      <Alert
        type="warning"
        showIcon
        title={t(warning.messageZh, warning.messageEn)}
        description={<small lang="zh">{warning.citation}</small>}
      />
      {work && (
        <>
          <LongText
            rows={2}
            name={explanationField(warning)}
            aria-label={t('说明', 'Explanation')}
            placeholder={t(...explanationPrompt(warning))}
            longest={4000}
            value={text}
            onChange={(event) => onChange(event.target.value)}
          />
          {lacksNames(warning, text.trim()) && <p className="remark">{t(...explanationPrompt(warning))}</p>}
          {earlier !== null && text.trim() === '' && (
            <p className="remark">
              {t('数字改动之前的说明：', 'Explained before the figures changed: ')}
              <q>{earlier}</q>{' '}
              <Button size="small" onClick={() => onChange(earlier)}>
                {t('沿用', 'Use it again')}
              </Button>
            </p>
          )}
          <VerdictLine verdict={warning.explanation ? verdictOn(work, warning) : undefined} />
          {isStillRefused && (
            <p className="remark">
              {t(
                '未被认可的说明不能原样再次提交：请按理由改写，或更正数字。',
                'An explanation that was refused cannot be submitted again as it is: write it anew, or correct the figures.',
              )}
            </p>
          )}
        </>
      )}
    </div>
  );
}
