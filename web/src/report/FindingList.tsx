import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { useLanguage } from '../language/language';
import { Folded } from '../look/Folded';

/** Something found by reading or by the checks. */
export interface ShownFinding {
  readonly severity: 'ERROR' | 'WARNING' | 'INFO';
  readonly code: string;
  readonly path: string;
  readonly messageZh: string;
  readonly messageEn: string;
  readonly citation: string;
  /** The cells that it is about. */
  readonly cells?: readonly string[];
  /** What it should be, and what it is, where the rule compares. */
  readonly expected?: string | null;
  readonly actual?: string | null;
  /** Why it is right nevertheless, as the agency explains it. */
  readonly explanation?: string | null;
}

const TYPES = { ERROR: 'error', WARNING: 'warning', INFO: 'info' } as const;

/** Everything that was found, gravest first. */
export function FindingList<T extends ShownFinding>({
  findings,
  onGoTo,
  below,
}: {
  readonly findings: readonly T[];
  /** Goes to a cell, where the cells are on the page. */
  readonly onGoTo?: (code: string) => void;
  /** What stands below the explanation of a finding. */
  readonly below?: (finding: T) => ReactNode;
}) {
  const { t } = useLanguage();
  if (findings.length === 0) return null;
  return (
    <ul className="findings">
      {findings.map((finding) => (
        <li key={`${finding.code} ${finding.path}`}>
          <Alert
            showIcon
            type={TYPES[finding.severity]}
            title={t(finding.messageZh, finding.messageEn)}
            action={
              onGoTo &&
              finding.cells?.[0] && (
                <Button size="small" onClick={() => onGoTo(finding.cells?.[0] ?? '')}>
                  {t('到栏目', 'To the cell')}
                </Button>
              )
            }
            description={
              (finding.citation || finding.explanation) && (
                <>
                  <small lang="zh">{finding.citation}</small>
                  {finding.explanation && (
                    <div>
                      {t('机关说明：', 'The agency explains: ')}
                      <Folded text={finding.explanation} />
                    </div>
                  )}
                  {finding.explanation && below?.(finding)}
                </>
              )
            }
          />
        </li>
      ))}
    </ul>
  );
}
