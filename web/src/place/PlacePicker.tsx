import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { WebPlace, type WebPlaceQuery, WebPlacesBelow } from '../api/generated/documents';
import { useAnswer } from '../api/useAnswer';
import { formatCount } from '../figures/formatFigure';
import { type Named, useLanguage, useNames } from '../language/language';
import { foundNameInWords } from './foundName';
import { MORE_FOUND, moreFoundInWords } from './moreFound';
import { useStart } from './usePlaceAndYear';
import type { PlaceInYear } from './usePlaceInYear';

/** A place of the tree. */
export type Place = NonNullable<WebPlaceQuery['jurisdiction']>;
type PlaceAbove = NonNullable<Place['parent']>;

/** Returns the places above one, the highest first. */
function placesAbove(place: Place): Pick<PlaceAbove, 'code' | 'name' | 'nameEn'>[] {
  const above = [];
  let next: { code: string; name: string; nameEn: string | null; parent?: PlaceAbove['parent'] } | null =
    place.parent;
  while (next) {
    above.unshift(next);
    next = (next.parent as typeof next) ?? null;
  }
  return above;
}

/** Returns a place with those above and below it. */
export const usePlace = (code: string | null) => useAnswer(WebPlace, code ? { code } : null);

/** The way from the top of the tree to a place, by the names of a year on a page that is of one, and a choice of those right below, as they are called now. */
export function PlacePicker({
  code,
  inYear = null,
  onChange,
}: {
  readonly code: string;
  readonly inYear?: PlaceInYear | null;
  readonly onChange: (code: string) => void;
}) {
  const { t } = useLanguage();
  const nameOf = useNames();
  const { data } = usePlace(code);
  const nameIn = (one: Named & { readonly code: string }) => nameOf(inYear?.names.get(one.code) ?? one);
  const { data: start } = useStart();
  const place = data?.jurisdiction;
  const tops = start?.jurisdictions?.edges.map(({ node }) => node) ?? [];
  if (!place) return null;
  const above = placesAbove(place);
  const top = above[0] ?? place;
  const way = [...above.slice(1), ...(above.length > 0 ? [place] : [])];
  return (
    <nav className="way" aria-label={t('区划', 'Place')}>
      <Select
        aria-label={t('最高一级', 'Top of the tree')}
        value={top.code}
        variant="borderless"
        popupMatchSelectWidth={false}
        options={(tops.some(({ code: own }) => own === top.code) ? tops : [top, ...tops]).map((one) => ({
          value: one.code,
          label: nameOf(one),
        }))}
        onSelect={onChange}
      />
      {way.map((one) => (
        <span key={one.code}>
          <span aria-hidden="true">›</span>
          {one.code === code ? (
            <>
              <b>{nameIn(one)}</b>
              {inYear?.other && <small>{inYear.other}</small>}
            </>
          ) : (
            <button type="button" className="link" onClick={() => onChange(one.code)}>
              {nameIn(one)}
            </button>
          )}
        </span>
      ))}
      {place.children.totalCount > 0 && <Below key={code} place={place} onChange={onChange} />}
    </nav>
  );
}

/** A choice of the places right below a place. Of very many it lists the first, and finds the others, deeper ones too, by a part of their names or by their codes. */
function Below({ place, onChange }: { readonly place: Place; readonly onChange: (code: string) => void }) {
  const { t } = useLanguage();
  const nameOf = useNames();
  const [typed, setTyped] = useState('');
  const { totalCount, edges } = place.children;
  const isMore = totalCount > edges.length;
  const name = useDeferredValue(typed.trim());
  const { data } = useAnswer(WebPlacesBelow, isMore && name ? { place: place.code, text: name } : null);
  const listed =
    isMore && name
      ? (data?.jurisdictions?.nodes ?? [])
          .filter(({ code }) => code !== place.code)
          .map((one) => ({ ...one, former: foundNameInWords(one, name, t) }))
      : edges.map(({ node }) => ({ ...node, former: name ? foundNameInWords(node, name, t) : null }));
  const found = isMore && name ? (data?.jurisdictions?.totalCount ?? 0) : totalCount;
  const more = moreFoundInWords(
    found,
    isMore && name ? (data?.jurisdictions?.nodes.length ?? 0) : edges.length,
    t,
  );
  return (
    <Select
      aria-label={t('下一级区划', 'A place below')}
      placeholder={
        isMore
          ? t(
              `下一级 ${formatCount(totalCount)} 个，可输入名称或代码…`,
              `${formatCount(totalCount)} places below: type a name or code…`,
            )
          : t('下一级…', 'Places below…')
      }
      value={null}
      showSearch={{
        onSearch: setTyped,
        ...(isMore ? { filterOption: false } : { optionFilterProp: 'found' }),
      }}
      popupMatchSelectWidth={false}
      notFoundContent={t('没有这样名称或代码的区划。', 'No place has such a name or code.')}
      options={[
        ...(more ? [{ value: MORE_FOUND, label: more, found: '', disabled: true }] : []),
        ...listed.map((one) => ({
          value: one.code,
          label: one.former
            ? t(`${nameOf(one)}，${one.former}`, `${nameOf(one)}, ${one.former}`)
            : nameOf(one),
          found: [one.name, one.nameEn, one.code, ...one.formerNames.map((former) => former.name)].join(' '),
          disabled: false,
        })),
      ]}
      onSelect={(next: string | null) => next && onChange(next)}
    />
  );
}
