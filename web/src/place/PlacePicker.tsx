import { Select } from 'antd';
import { WebPlace, type WebPlaceQuery } from '../api/generated/documents';
import { useAnswer } from '../api/useAnswer';
import { useLanguage, useNames } from '../language/language';
import { useStart } from './usePlaceAndYear';

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

/** The way from the top of the tree to a place, and a choice of those right below. */
export function PlacePicker({
  code,
  onChange,
}: {
  readonly code: string;
  readonly onChange: (code: string) => void;
}) {
  const { t } = useLanguage();
  const nameOf = useNames();
  const { data } = usePlace(code);
  const { data: start } = useStart();
  const place = data?.jurisdiction;
  const tops = start?.jurisdictions?.edges.map(({ node }) => node) ?? [];
  if (!place) return null;
  const above = placesAbove(place);
  const top = above[0] ?? place;
  const way = [...above.slice(1), ...(above.length > 0 ? [place] : [])];
  const children = place.children.edges.map(({ node }) => node);
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
            <b>{nameOf(one)}</b>
          ) : (
            <button type="button" className="link" onClick={() => onChange(one.code)}>
              {nameOf(one)}
            </button>
          )}
        </span>
      ))}
      {children.length > 0 && (
        <Select
          aria-label={t('下一级区划', 'A place below')}
          placeholder={t('下一级…', 'Below…')}
          value={null}
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={false}
          options={children.map((one) => ({ value: one.code, label: nameOf(one) }))}
          onSelect={(next: string | null) => next && onChange(next)}
        />
      )}
    </nav>
  );
}
