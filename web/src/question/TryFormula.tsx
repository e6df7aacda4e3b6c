import { Alert, Button } from 'antd';
import { useState } from 'react';
import { WebTryFormula } from '../api/generated/documents';
import { request } from '../api/request';
import { useSingle } from '../api/useSingle';
import { mayEnter, useViewer } from '../api/viewer';
import { Figure } from '../figures/Figure';
import { useLanguage } from '../language/language';
import { Labelled } from '../look/Labelled';
import { LongLine } from '../look/LongText';
import { Failed, Part } from '../look/states';
import { type Question, spanOf, variablesOf } from './question';

const LONGEST_FORMULA = 1000;
/** What a measure is called while it is only tried. */
const TRIAL = {
  code: 'trial',
  labelZh: '试算',
  labelEn: 'Trial',
  unitZh: '—',
  unitEn: '—',
  descriptionZh: '试算',
  descriptionEn: 'Trial',
  dryRun: true,
};

/** What forming measures takes. */
const MEASURES = { permissions: ['MANAGE_MEASURES'], isHub: true } as const;

/** Tries a formula of one's own over the place and years of a question. The hub answers it only to who may form measures; others are not offered it. */
export function TryFormula({ question }: { readonly question: Question }) {
  const { viewer } = useViewer();
  return viewer && mayEnter(viewer, MEASURES) ? <Trial question={question} /> : null;
}

function Trial({ question }: { readonly question: Question }) {
  const { t } = useLanguage();
  const [formula, setFormula] = useState('indicators.hotlineTickets / requests.received.total');
  const { years, place } = variablesOf(question, 1);
  const trial = useSingle({
    mutationFn: (tried: { formula: string; years: typeof years; place: typeof place }) =>
      request(WebTryFormula, { ...tried, input: { ...TRIAL, formula: tried.formula } }),
  });
  const payload = trial.data?.saveMeasure;
  return (
    <Part title={t('自拟公式', 'A formula of your own')}>
      <form
        className="filters"
        onSubmit={(event) => {
          event.preventDefault();
          trial.mutate({ formula, years, place });
        }}
      >
        <Labelled label={t('公式', 'Formula')}>
          <LongLine
            className="formula"
            value={formula}
            longest={LONGEST_FORMULA}
            onChange={(event) => setFormula(event.target.value)}
          />
        </Labelled>
        <Button htmlType="submit" loading={trial.isPending}>
          {t('试算', 'Try')}
        </Button>
      </form>
      <div aria-live="polite">
        {trial.error && <Failed error={trial.error} />}
        {payload?.findings.map(({ severity, messageZh, messageEn }) => (
          <Alert
            key={messageEn}
            showIcon
            type={severity === 'INFO' ? 'info' : 'error'}
            title={t(messageZh, messageEn)}
          />
        ))}
        {payload?.valueOver && (
          <p>
            {payload.measure?.formula} = <Figure shown={{ code: 'formula', ...payload.valueOver }} />{' '}
            <small>
              {t(`所选区划，${spanOf(question)} 年合计`, `over the place, ${spanOf(question)} together`)}
            </small>
          </p>
        )}
      </div>
      <p className="coverage">
        {t(
          '试算不保存；公式先对各报告之和计算。数值写作代码，如 requests.granted.total、indicators.hotlineTickets。',
          'Nothing is stored; a formula is applied to sums. Values are codes, such as requests.granted.total or indicators.hotlineTickets.',
        )}
      </p>
    </Part>
  );
}
