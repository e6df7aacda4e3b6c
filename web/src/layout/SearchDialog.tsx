import { Input, Spin } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { beijingToday } from '../../../src/form/beijing';
import { endInWords } from '../agency/peers';
import { WebSearch } from '../api/generated/documents';
import { useAnswer } from '../api/useAnswer';
import { joinParts } from '../language/joinParts';
import { useLanguage, useNames } from '../language/language';
import { Failed, Nothing } from '../look/states';
import { useModal } from '../look/useModal';
import { foundNameInWords } from '../place/foundName';
import { moreFoundInWords } from '../place/moreFound';
import { sharedSearch } from './sharedSearch';

/** Something that was found: where it leads, its name and what it is. */
interface Found {
  readonly to: string;
  readonly name: string;
  readonly what: string;
}

/** Returns the places and agencies whose names, former ones too, hold what is typed, or whose codes begin so; it is said by which former name, and of agencies that have ended. */
function useFound(name: string) {
  const { t } = useLanguage();
  const nameOf = useNames();
  const search = useSearch();
  const result = useAnswer(WebSearch, name ? { text: name } : null);
  const places = result.data?.jurisdictions?.edges.map(({ node }) => node) ?? [];
  const agencies = result.data?.agencies?.edges.map(({ node }) => node) ?? [];
  const found: Found[] = [
    ...places.map((place) => ({
      to: `/${sharedSearch(search, place.code)}`,
      name: nameOf(place),
      what: joinParts([`${t('区划', 'Place')} ${place.code}`, foundNameInWords(place, name, t)], t),
    })),
    ...agencies.map((agency) => ({
      to: `/agencies/${agency.code}`,
      name: nameOf(agency),
      what: joinParts(
        [
          `${nameOf(agency.jurisdiction)} ${agency.code}`,
          foundNameInWords(agency, name, t),
          endInWords(agency, beijingToday(), nameOf, t),
        ],
        t,
      ),
    })),
  ];
  const total = (result.data?.jurisdictions?.totalCount ?? 0) + (result.data?.agencies?.totalCount ?? 0);
  return { result, found: name ? found : [], more: name ? moreFoundInWords(total, found.length, t) : null };
}

/** The dialog of the search: what is typed, and what was found, to go to by a click or by the keyboard. */
export default function SearchDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useLanguage();
  const [, navigate] = useLocation();
  const dialog = useModal();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(0);
  const name = useDeferredValue(typed.trim());
  const { result, found, more } = useFound(name);
  const go = (to: string | undefined) => {
    if (!to) return;
    onClose();
    navigate(to);
  };
  return (
    <dialog ref={dialog} className="search" aria-label={t('搜索', 'Search')} onClose={onClose}>
      <Input
        autoFocus
        allowClear
        aria-label={t('名称、曾用名或代码', 'Name, former name or code')}
        placeholder={t('名称、曾用名或代码，如“人力资源”', 'A name, former name or code')}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setChosen(0);
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') setChosen((at) => Math.min(at + 1, found.length - 1));
          else if (event.key === 'ArrowUp') setChosen((at) => Math.max(at - 1, 0));
          else if (event.key === 'Enter') go(found[chosen]?.to);
          else return;
          event.preventDefault();
        }}
      />
      <div aria-live="polite">
        {result.error && <Failed error={result.error} />}
        {name && result.isPending && <Spin />}
        {name && result.data && found.length === 0 && (
          <Nothing
            text={t('没有这样名称或代码的机关、区划。', 'No agency or place has such a name or code.')}
          />
        )}
        <ul className="found">
          {found.map(({ to, name: shown, what }, at) => (
            <li key={to} className={at === chosen ? 'chosen' : undefined}>
              <button type="button" onClick={() => go(to)}>
                {shown} <small>{what}</small>
              </button>
            </li>
          ))}
        </ul>
        {more && <p className="coverage">{more}</p>}
      </div>
      <button type="button" className="link" onClick={onClose}>
        {t('关闭', 'Close')}
      </button>
    </dialog>
  );
}
