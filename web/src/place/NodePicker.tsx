import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { WebSearch, WebSearchWithin } from '../api/generated/documents';
import { useAnswer } from '../api/useAnswer';
import { joinParts } from '../language/joinParts';
import { useLanguage, useNames } from '../language/language';
import { foundNameInWords } from './foundName';
import { MORE_FOUND, moreFoundInWords } from './moreFound';
import { type NodeKind, useNodeName } from './NodeName';

/** Chooses one agency or place, or several, by a part of the name or former name, or by the code; what is chosen are codes. */
export function NodePicker({
  kind,
  label,
  value,
  most = 1,
  prompt,
  within = null,
  onChange,
}: {
  readonly kind: NodeKind;
  readonly label: string;
  readonly value: readonly string[];
  readonly most?: number;
  /** What stands in the box while nothing is chosen. */
  readonly prompt?: string;
  /** The place with all below it that is chosen from; null for any. */
  readonly within?: string | null;
  readonly onChange: (codes: readonly string[]) => void;
}) {
  const { t } = useLanguage();
  const nameOf = useNames();
  const [typed, setTyped] = useState('');
  const [labels, setLabels] = useState<Readonly<Record<string, string>>>({});
  const first = useNodeName(kind, value[0] ?? null);
  const name = useDeferredValue(typed.trim());
  const anywhere = useAnswer(WebSearch, name && within === null ? { text: name } : null);
  const inside = useAnswer(WebSearchWithin, name && within !== null ? { text: name, within } : null);
  const { data, isFetching } = within === null ? anywhere : inside;
  const list = kind === 'AGENCY' ? data?.agencies : data?.jurisdictions;
  const found = list?.edges ?? [];
  const more = moreFoundInWords(list?.totalCount ?? 0, found.length, t);
  const options = name
    ? [
        ...(more ? [{ value: MORE_FOUND, label: more, disabled: true }] : []),
        ...found.map(({ node }) => ({
          value: node.code,
          label: joinParts([`${nameOf(node)} ${node.code}`, foundNameInWords(node, name, t)], t),
        })),
      ]
    : [];
  const shown = value.map((code, at) => ({ value: code, label: labels[code] ?? (at === 0 ? first : code) }));
  const choose = (chosen: readonly { value: string; label?: unknown }[]) => {
    setTyped('');
    setLabels({
      ...labels,
      ...Object.fromEntries(chosen.map((one) => [one.value, String(one.label ?? one.value)])),
    });
    onChange(chosen.map((one) => one.value));
  };
  const common = {
    'aria-label': label,
    options,
    placeholder:
      prompt ??
      (kind === 'AGENCY'
        ? t('机关名称、曾用名或代码…', 'Name or code of an agency…')
        : t('区划名称、曾用名或代码…', 'Name or code of a place…')),
    popupMatchSelectWidth: 360,
    showSearch: { filterOption: false, onSearch: setTyped, searchValue: typed },
    notFoundContent: name
      ? isFetching
        ? t('正在查找…', 'Searching…')
        : t('没有这样的名称或代码。', 'None has such a name or code.')
      : t('输入名称的一部分，或代码。', 'Type a part of the name, or the code.'),
    className: 'node-picker',
  } as const;
  return most > 1 ? (
    <Select
      {...common}
      mode="multiple"
      labelInValue
      maxCount={most}
      value={shown}
      onChange={(chosen) => choose(chosen)}
    />
  ) : (
    <Select
      {...common}
      allowClear
      labelInValue
      value={shown[0] ?? null}
      onChange={(chosen) => choose(chosen ? [chosen] : [])}
    />
  );
}
