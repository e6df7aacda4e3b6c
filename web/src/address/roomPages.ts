import { SUBJECTS } from '../admin/auditChanges';
import { ROLES } from '../admin/roles';
import { AGENCY_KIND_CODES } from '../agency/agencyKinds';
import { MARKS, ORDERS, ROW_STATES } from '../desk/board/boardRows';
import { yearsOfBoard } from '../desk/board/boardYears';
import { WAYS } from '../desk/import/importWay';
import { kindsOf } from '../tree/changes';
import { type AddressPart, anyDay, anyText, CARRIED, oneOf, pastDay, yearIn } from './addressParts';

const ALL_SHOWN = { zh: '没有作为条件', en: 'it is used as no condition' };

/** The parameters of the pages of the desk and the administration, as those of the others. */
export const ROOM_PAGES: readonly {
  readonly path: RegExp;
  readonly parts: Readonly<Record<string, AddressPart>>;
}[] = [
  {
    path: /^\/desk\/board$/,
    parts: {
      ...CARRIED,
      year: yearIn(yearsOfBoard),
      name: anyText,
      state: oneOf(ROW_STATES, ALL_SHOWN),
      mark: oneOf(Object.keys(MARKS), ALL_SHOWN),
      kind: oneOf(AGENCY_KIND_CODES, ALL_SHOWN),
      order: oneOf(Object.keys(ORDERS), { zh: '按状态排列', en: 'rows are in the order of their states' }),
      desc: oneOf(['1'], { zh: '从小到大排列', en: 'rows come from the smallest' }),
    },
  },
  {
    path: /^\/desk\/tree$/,
    parts: {
      ...CARRIED,
      asOf: pastDay,
      agency: anyText,
      changed: anyText,
      kind: oneOf(({ state }) => kindsOf(state.get('agency') ? 'AGENCY' : 'PLACE'), {
        zh: '显示第一种变更',
        en: 'the first kind of change is shown',
      }),
      name: anyText,
      view: oneOf(['AGENCIES', 'PLACES', 'SHEET', 'CHANGES'], {
        zh: '显示机关',
        en: 'the agencies are shown',
      }),
    },
  },
  {
    path: /^\/desk\/catalogue$/,
    parts: {
      ...CARRIED,
      edit: anyText,
      view: oneOf(['INDICATORS', 'MEASURES'], { zh: '显示补充指标', en: 'the indicators are shown' }),
      retired: oneOf(['yes'], { zh: '不列停用的', en: 'retired ones are not listed' }),
    },
  },
  {
    path: /^\/desk\/import\/[^/]+$/,
    parts: {
      ...CARRIED,
      agency: anyText,
      way: oneOf(Object.keys(WAYS), { zh: `方式为“${WAYS.OWN.zh}”`, en: `the way is: ${WAYS.OWN.en}` }),
    },
  },
  { path: /^\/desk(?:\/.*)?$/, parts: CARRIED },
  {
    path: /^\/admin\/audit$/,
    parts: {
      ...CARRIED,
      agency: anyText,
      actor: anyText,
      subject: oneOf(Object.keys(SUBJECTS), { zh: '没有这样的记录', en: 'there is no such event' }),
      since: anyDay,
      until: anyDay,
    },
  },
  {
    path: /^\/admin\/accounts$/,
    parts: {
      ...CARRIED,
      text: anyText,
      role: oneOf(Object.keys(ROLES), ALL_SHOWN),
      state: oneOf(['ALL', 'OPEN', 'DISABLED'], ALL_SHOWN),
    },
  },
  {
    path: /^\/admin\/webhooks$/,
    parts: {
      ...CARRIED,
      agency: anyText,
      webhook: anyText,
      about: oneOf(['agency', 'place'], {
        zh: '显示您的角色所在之处',
        en: 'it is about where your role holds',
      }),
    },
  },
  { path: /^\/admin\/keys$/, parts: { ...CARRIED, agency: anyText } },
  { path: /^\/admin(?:\/.*)?$/, parts: CARRIED },
];
