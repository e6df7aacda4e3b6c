import { type Access, grantsFor, mayEnter, type Viewer } from '../api/viewer';

/** A page for who is signed in, and what it takes to be offered it. */
export interface Room extends Access {
  readonly path: string;
  readonly zh: string;
  readonly en: string;
  /** Whether the page is of a place, which the first role that opens it says. */
  readonly isOfPlace?: boolean;
}

/** The rooms of the desk and of the administration, in the order in which they are offered. */
export const ROOMS = {
  inbox: { path: '/desk', zh: '待办', en: 'Inbox' },
  board: {
    path: '/desk/board',
    zh: '年度进度',
    en: 'The board of the year',
    permissions: ['ACCEPT'],
    isOfPlace: true,
  },
  import: { path: '/desk/import', zh: '批量补录', en: 'Import documents', permissions: ['RECORD'] },
  tree: {
    path: '/desk/tree',
    zh: '区划与机关',
    en: 'Places and agencies',
    permissions: ['MANAGE_AGENCIES'],
    isOfPlace: true,
  },
  catalogue: {
    path: '/desk/catalogue',
    zh: '指标目录',
    en: 'Catalogue',
    // Every officer reads it; who keeps it is said there.
    permissions: ['ACCEPT', 'MANAGE_INDICATORS', 'MANAGE_MEASURES'],
    isOfPlace: true,
  },
  system: {
    path: '/admin',
    zh: '系统状态',
    en: 'State of the hub',
    permissions: ['READ_SYSTEM'],
    isHub: true,
  },
  accounts: {
    path: '/admin/accounts',
    zh: '账户与角色',
    en: 'Accounts and roles',
    permissions: ['MANAGE_ACCOUNTS'],
  },
  keys: { path: '/admin/keys', zh: '接口密钥', en: 'API keys', permissions: ['MANAGE_KEYS'] },
  webhooks: { path: '/admin/webhooks', zh: '网络回调', en: 'Webhooks', permissions: ['MANAGE_WEBHOOKS'] },
  audit: { path: '/admin/audit', zh: '审计', en: 'Audit', permissions: ['READ_AUDIT'] },
  sessions: { path: '/admin/sessions', zh: '我的账户', en: 'My account' },
} as const satisfies Readonly<Record<string, Room>>;

/** Returns the place that a room of places opens with: that of the first role that opens it; null where that is the whole hub. */
export const placeOfRoom = (viewer: Viewer, room: Room): string | null =>
  (room.isOfPlace && grantsFor(viewer, room)[0]?.jurisdictionCode) || null;

/** Returns the rooms that a person may enter, each with the address that opens it; none before a first password is changed. */
export function roomsOf(viewer: Viewer): { readonly room: Room; readonly address: string }[] {
  if (viewer.passwordToBeChanged) return [];
  return (Object.values(ROOMS) as Room[])
    .filter((room) => mayEnter(viewer, room))
    .map((room) => {
      const place = placeOfRoom(viewer, room);
      return { room, address: place ? `${room.path}?place=${place}` : room.path };
    });
}

/** Whether an address is of the desk or the administration. */
export const isInRooms = (location: string): boolean => /^\/(?:desk|admin)(?:\/|$)/.test(location);
