import { Select } from 'antd';
import { useLanguage } from '../language/language';
import { usePageState } from '../place/usePageState';
import { useStart } from '../place/usePlaceAndYear';
import { type OverviewValue, overviewValues } from './values';

/** Returns the value that a part of the overview shows, which the address holds under a name, and the control that chooses another. */
export function useChoice(name: string): {
  readonly value: OverviewValue;
  readonly control: React.ReactNode;
} {
  const { t } = useLanguage();
  const { state, change } = usePageState();
  const { data: start } = useStart();
  const values = overviewValues(start?.indicators ?? []);
  const value =
    values.find(({ code }) => code === state.get(name)) ??
    (values.find(({ code }) => code === 'requests.received.total') as OverviewValue);
  const control = (
    <Select
      aria-label={t('数值', 'Value')}
      value={value.code}
      popupMatchSelectWidth={false}
      options={values.map(({ code, zh, en }) => ({ value: code, label: t(zh, en) }))}
      onChange={(code) => change({ [name]: code }, false)}
    />
  );
  return { value, control };
}
