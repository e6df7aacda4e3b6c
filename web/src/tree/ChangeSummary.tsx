import { Fragment, type ReactNode } from 'react';
import { AGENCY_KINDS, type AgencyKind } from '../agency/agencyKinds';
import { formatCount } from '../figures/formatFigure';
import { useLanguage } from '../language/language';
import { LEVELS, type Level } from '../place/levels';
import { NodeName, useNodeName } from '../place/NodeName';
import { UNKNOWN_FOUNDING } from './changeInput';
import { CHANGES, type ChangeKind } from './changes';
import type { Field, FieldValue, FieldValues, SplitPart } from './fields';

/** Returns the name of what a change is done to, and how many others there are with it. */
export function useSubject(kind: ChangeKind, values: FieldValues): string {
  const { t } = useLanguage();
  const { subject, fields } = CHANGES[kind];
  const value = values[fields[0].name];
  const codes = (Array.isArray(value) ? value : value ? [value] : []) as readonly string[];
  const name = useNodeName(subject, codes[0] ?? null);
  const more = codes.length - 1;
  return more > 0 ? t(`${name} 等 ${formatCount(codes.length)} 个`, `${name} and ${more} more`) : name;
}

const isFilled = (value: FieldValue | undefined) =>
  value !== undefined && value !== '' && value !== false && !(Array.isArray(value) && value.length === 0);

/** What is filled in of a change, in words: the names of agencies and places, the day, and all else. */
export function ChangeSummary({
  fields,
  values,
}: {
  readonly fields: readonly Field[];
  readonly values: FieldValues;
}) {
  const { t } = useLanguage();
  return (
    <dl className="facts">
      {fields
        .filter(({ name }) => isFilled(values[name]))
        .map((field) => (
          <Fragment key={field.name}>
            <dt>{t(field.zh, field.en)}</dt>
            <dd>
              <Value field={field} value={values[field.name] as FieldValue} />
            </dd>
          </Fragment>
        ))}
    </dl>
  );
}

function Value({ field: { type }, value }: { readonly field: Field; readonly value: FieldValue }): ReactNode {
  const { t } = useLanguage();
  switch (type) {
    case 'AGENCY':
    case 'PLACE':
      return <NodeName kind={type} code={String(value)} />;
    case 'AGENCIES':
    case 'PLACES':
      return (value as readonly string[]).map((code) => (
        <div key={code}>
          <NodeName kind={type === 'AGENCIES' ? 'AGENCY' : 'PLACE'} code={code} />
        </div>
      ));
    case 'AGENCY_PARTS':
    case 'PLACE_PARTS':
      return (value as readonly SplitPart[]).map(({ code, name }) => `${name} ${code}`).join(t('、', ', '));
    case 'AGENCY_KIND':
      return t(...AGENCY_KINDS[value as AgencyKind]);
    case 'LEVEL':
      return t(...LEVELS[value as Level]);
    case 'FOUNDING':
      return value === UNKNOWN_FOUNDING ? t('不详', 'Not known') : t('已知', 'Known');
    case 'FLAG':
      return t('是', 'Yes');
    default:
      return String(value);
  }
}
