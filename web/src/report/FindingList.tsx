import { Alert } from 'antd';
import { useLanguage } from '../language/language';

/** Something found by reading or by the checks. */
export interface ShownFinding {
  readonly severity: 'ERROR' | 'WARNING' | 'INFO';
  readonly code: string;
  readonly path: string;
  readonly messageZh: string;
  readonly messageEn: string;
  readonly citation: string;
  /** Why it is right nevertheless, as the agency explains it. */
  readonly explanation?: string | null;
}

const TYPES = { ERROR: 'error', WARNING: 'warning', INFO: 'info' } as const;

/** Everything that was found, gravest first. */
export function FindingList({ findings }: { readonly findings: readonly ShownFinding[] }) {
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
            description={
              <>
                <small>{finding.citation}</small>
                {finding.explanation && (
                  <div>
                    {t('机关说明：', 'The agency explains: ')}
                    {finding.explanation}
                  </div>
                )}
              </>
            }
          />
        </li>
      ))}
    </ul>
  );
}
