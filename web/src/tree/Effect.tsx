import { Alert } from 'antd';
import { counted, formatCount, formatFigure } from '../figures/formatFigure';
import { useLanguage, useNames } from '../language/language';
import { DataTable } from '../look/DataTable';
import type { TreeEffect } from './changeDocuments';

type Sum = TreeEffect['sums'][number];

const staysEqual = ({ before, after }: Sum) => JSON.stringify(before) === JSON.stringify(after);

/** What a change does: how much it touches, whether the totals stay, and the sums that change. */
export function Effect({ effect }: { readonly effect: TreeEffect }) {
  const { t } = useLanguage();
  const { agencies, places, reports, accounts, apiKeys, totalsEqual, sums } = effect;
  const equal = sums.filter(staysEqual);
  const changed = sums.filter((sum) => !staysEqual(sum));
  return (
    <>
      <p>
        {t(
          `变更 ${formatCount(agencies)} 个机关、${formatCount(places)} 个区划的登记（承继它们的不计）；${formatCount(reports)} 份报告随之归属新状态。`,
          `Changed: ${counted(agencies, 'agency')} and ${counted(places, 'place')}, without those that take over; ${counted(reports, 'report')} belong to the new state.`,
        )}
      </p>
      {accounts + apiKeys > 0 && (
        <p>
          {t(
            `${accounts} 个账户在这些机关有角色，${apiKeys} 个接口密钥在用：角色和密钥留在原机关，不转到承继的机关，须在那里另行授予。`,
            `${accounts} accounts have a role at these agencies, and ${apiKeys} API keys are in use: roles and keys stay with their agency. They do not go to a successor; grant them there anew.`,
          )}
        </p>
      )}
      <Alert
        showIcon
        type={totalsEqual ? 'success' : 'warning'}
        title={
          totalsEqual
            ? t(
                '各年度总计的全部栏目前后相等：没有丢失任何数字。',
                'The totals of every year are equal in all cells: nothing is lost.',
              )
            : t(
                '总计前后不等：有报告不再计入，或新计入。请核对下表。',
                'The totals differ: some reports are no longer in them, or newly. See the table.',
              )
        }
      />
      {changed.length > 0 && <Sums label={t('变更前后的合计', 'Sums before and after')} sums={changed} />}
      {equal.length > 0 && (
        <details>
          <summary>
            {t(
              `另有 ${formatCount(equal.length)} 项合计前后相等`,
              `${formatCount(equal.length)} more sums are equal before and after`,
            )}
          </summary>
          <Sums label={t('前后相等的合计', 'Sums that stay')} sums={equal} />
        </details>
      )}
    </>
  );
}

/** Sums of places and years, before and after where they differ. */
function Sums({ label, sums }: { readonly label: string; readonly sums: readonly Sum[] }) {
  const { t, language } = useLanguage();
  const nameOf = useNames();
  const beside =
    (name: keyof Sum['before']) =>
    ({ before, after }: Sum) => {
      const [one, other] = [before[name], after[name]].map((value) => formatFigure(value, language));
      return one === other ? one : <b>{`${one} → ${other}`}</b>;
    };
  return (
    <DataTable
      label={label}
      rows={sums}
      keyOf={({ placeCode, year }) => `${placeCode} ${year}`}
      columns={[
        {
          title: t('区划', 'Place'),
          render: ({ place, placeCode }) => (place ? `${nameOf(place)} ${placeCode}` : placeCode),
        },
        { title: t('年度', 'Year'), isNumber: true, render: ({ year }) => year },
        { title: t('应报', 'Expected'), isNumber: true, render: beside('expected') },
        { title: t('已公布', 'Published'), isNumber: true, render: beside('included') },
        {
          title: t('新收申请（件）', 'Requests received'),
          isNumber: true,
          render: beside('requestsReceived'),
        },
        { title: t('收费（万元）', 'Fees (10,000 yuan)'), isNumber: true, render: beside('feesAmount') },
      ]}
    />
  );
}
