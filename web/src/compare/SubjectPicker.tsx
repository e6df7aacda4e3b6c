import { Select } from 'antd';
import { type ReactNode, useDeferredValue, useState } from 'react';
import { beijingToday } from '../../../src/form/beijing';
import { endInWords } from '../agency/peers';
import { WebSearch } from '../api/generated/documents';
import { useAnswer } from '../api/useAnswer';
import { joinParts } from '../language/joinParts';
import { useLanguage, useNames } from '../language/language';
import { foundNameInWords } from '../place/foundName';
import { MORE_FOUND, moreFoundInWords } from '../place/moreFound';
import { readSubject, type Subject, subjectName } from './comparison';

/** Chooses what is compared: agencies and places, found by a part of their names or by their codes. */
export function SubjectPicker({
  subjects,
  nameOf: nameOfSubject,
  most,
  onChange,
}: {
  readonly subjects: readonly Subject[];
  /** The name of a subject, once it is read. */
  readonly nameOf: (subject: Subject) => ReactNode;
  readonly most: number;
  readonly onChange: (subjects: readonly Subject[]) => void;
}) {
  const { t } = useLanguage();
  const nameOf = useNames();
  const [typed, setTyped] = useState('');
  const name = useDeferredValue(typed.trim());
  const { data, isFetching } = useAnswer(WebSearch, name ? { text: name } : null);
  /** Puts the line that more was found first, where not all of it is listed: the end of a long list is out of sight. */
  const withMore = (total: number | undefined, options: readonly { value: string; label: string }[]) => {
    const more = moreFoundInWords(total ?? 0, options.length, t);
    const first = more ? [{ value: `${MORE_FOUND} ${more}`, label: more, disabled: true }] : [];
    return [...first, ...options];
  };
  const found = name
    ? [
        {
          label: t('区划', 'Places'),
          options: withMore(
            data?.jurisdictions?.totalCount,
            (data?.jurisdictions?.edges ?? []).map(({ node }) => ({
              value: subjectName({ kind: 'PLACE', code: node.code }),
              label: joinParts([`${nameOf(node)} ${node.code}`, foundNameInWords(node, name, t)], t),
            })),
          ),
        },
        {
          label: t('机关', 'Agencies'),
          options: withMore(
            data?.agencies?.totalCount,
            (data?.agencies?.edges ?? []).map(({ node }) => ({
              value: subjectName({ kind: 'AGENCY', code: node.code }),
              label: joinParts(
                [
                  `${nameOf(node)} ${node.code}`,
                  foundNameInWords(node, name, t),
                  endInWords(node, beijingToday(), nameOf, t),
                ],
                t,
              ),
            })),
          ),
        },
      ].filter(({ options }) => options.length > 0)
    : [];
  return (
    <Select
      mode="multiple"
      labelInValue
      maxCount={most}
      placeholder={t('机关或区划的名称、代码…', 'Names or codes of agencies or places…')}
      value={subjects.map((subject) => ({ value: subjectName(subject), label: nameOfSubject(subject) }))}
      options={found}
      showSearch={{ filterOption: false, onSearch: setTyped, searchValue: typed }}
      popupMatchSelectWidth={360}
      notFoundContent={
        name
          ? isFetching
            ? t('正在查找…', 'Searching…')
            : t('没有这样名称或代码的机关、区划。', 'No agency or place has such a name or code.')
          : t('输入名称的一部分，或代码。', 'Type a part of a name, or a code.')
      }
      onChange={(chosen) => {
        setTyped('');
        onChange(chosen.map(({ value }) => readSubject(value)));
      }}
    />
  );
}
