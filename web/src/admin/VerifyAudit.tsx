import { Alert, Button, Input } from 'antd';
import { useState } from 'react';
import { WebVerifyAudit } from '../api/generated/documents';
import { useChange } from '../api/useChange';
import { formatCount, formatFigure } from '../figures/formatFigure';
import { useLanguage } from '../language/language';
import { Labelled } from '../look/Labelled';
import { Failed, Part } from '../look/states';

/** Recomputes the audit, says whether it is complete, and compares its end with one that was noted before. */
export function VerifyAudit() {
  const { t, language } = useLanguage();
  const verify = useChange(WebVerifyAudit);
  const [noted, setNoted] = useState('');
  const found = verify.data?.verifyAudit;
  const isOther = noted !== '' && found !== null && found !== undefined && noted !== found.head;
  return (
    <Part title={t('核对', 'Verification')}>
      <p>
        {t(
          '重新计算每条记录的哈希，看是否有改动、缺失或截断。把链尾记在平台之外，下次与之比较，才能发现整本重写。',
          'Computes the hash of every event anew and sees whether one was changed, removed or cut off. Note the end outside the hub and compare the next time: only that shows an audit that was written anew.',
        )}
      </p>
      <div className="fields">
        <Labelled label={t('此前记下的链尾（可不填）', 'The end noted before; may be left out')}>
          <Input
            className="code"
            value={noted}
            onChange={(event) => setNoted(event.target.value.trim().toLowerCase())}
          />
        </Labelled>
      </div>
      <p className="filters">
        <Button type="primary" loading={verify.isPending} onClick={() => verify.mutate({})}>
          {t('核对全部审计记录', 'Verify the whole audit')}
        </Button>
        {verify.isPending && <span>{t('正在核对，至多 15 秒…', 'Verifying, 15 seconds at most …')}</span>}
      </p>
      <div aria-live="polite">
        {verify.error && <Failed error={verify.error} />}
        {found && (
          <Alert
            showIcon
            type={found.faults.length > 0 || isOther ? 'error' : 'success'}
            title={
              found.faults.length > 0
                ? t(
                    `有 ${formatCount(found.faults.length)} 处不符：审计记录被改动。请保留数据库现状并报告。`,
                    `${formatCount(found.faults.length)} faults: the audit was tampered with. Leave the database as it is and report it.`,
                  )
                : t(
                    `完整：${formatFigure(found.events, language)} 条记录、${found.chains} 条链全部相符。`,
                    `Complete: ${formatFigure(found.events, language)} events in ${found.chains} chains all fit.`,
                  )
            }
            description={
              <>
                <ul>
                  {found.faults.map(({ agencyCode, position, messageZh, messageEn }) => (
                    <li key={`${agencyCode} ${position} ${messageEn}`}>
                      {agencyCode ?? t('平台', 'The hub')} {position}: {t(messageZh, messageEn)}
                    </li>
                  ))}
                </ul>
                {isOther && (
                  <p>
                    {t(
                      '链尾与此前记下的不同。其间有新的记录时本应如此；否则审计已被重写。',
                      'The end is not the one noted before. With events since then it should not be; without, the audit was written anew.',
                    )}
                  </p>
                )}
                <p className="code">
                  {t('链尾：', 'End: ')}
                  {found.head}
                </p>
              </>
            }
          />
        )}
      </div>
    </Part>
  );
}
