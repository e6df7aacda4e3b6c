import type { WebRenameJurisdictionMutation } from '../api/generated/documents';
import { useLanguage, useNames } from '../language/language';
import { usePageState } from '../place/usePageState';
import type { ChangePayload } from './changeDocuments';

type Renamed = NonNullable<WebRenameJurisdictionMutation['renameJurisdiction']>;

/** Returns the agencies whose names begin with the former name of their place, of a change that renames one. */
const namedAfterFormerIn = (payload: ChangePayload): Renamed['agenciesKeepingName'] =>
  (payload as Partial<Renamed>).agenciesKeepingName ?? [];

/** The agencies whose names begin with the former name of their place after a change, each with the way to rename it; nothing where there is none. */
export function NamedAfterFormer({ payload }: { readonly payload: ChangePayload }) {
  const { t } = useLanguage();
  const nameOf = useNames();
  const { change } = usePageState();
  const agencies = namedAfterFormerIn(payload);
  if (agencies.length === 0) return null;
  return (
    <>
      <p>
        {t(
          '下列机关的名称仍以区划的旧名称开头，不随之改变。改用新名称的，逐个更名，或者变更区划时选择随之更名：',
          'The names of these agencies still begin with the former name of the place and do not change with it. Rename each that takes the new one, or choose with the change of the place that they follow:',
        )}
      </p>
      <ul>
        {agencies.map((agency) => (
          <li key={agency.code}>
            <button
              type="button"
              className="link"
              aria-label={t(`${agency.name}更名`, `Rename ${nameOf(agency)}`)}
              onClick={() => change({ agency: agency.code, changed: null, kind: 'RENAME_AGENCY' })}
            >
              {nameOf(agency)}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
