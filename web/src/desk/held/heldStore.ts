import { applyChange, type Change, type Held, isNothing, NOTHING } from './held';

const DATABASE = 'ogi-hub';
const STORE = 'held';

/** IndexedDB, because what it has stored is on the disk: a browser that is killed has it still, and its transactions hold for all tabs. */
let opened: Promise<IDBDatabase> | null = null;

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

function open(): Promise<IDBDatabase> {
  opened ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  }).catch((error) => {
    opened = null;
    throw error;
  });
  return opened;
}

/** Returns what this device holds under a name. Throws where the browser stores nothing. */
export async function readHeld(name: string): Promise<Held> {
  const database = await open();
  const store = database.transaction(STORE, 'readonly').objectStore(STORE);
  return (await done<Held | undefined>(store.get(name))) ?? NOTHING;
}

/** Changes what this device holds under a name, and returns when the disk has it. Changes of several tabs go one after the other. */
export async function storeChange(name: string, change: Change): Promise<void> {
  const database = await open();
  const transaction = database.transaction(STORE, 'readwrite', { durability: 'strict' });
  const store = transaction.objectStore(STORE);
  const request = store.get(name);
  request.onsuccess = () => {
    const next = applyChange(request.result ?? NOTHING, change);
    if (isNothing(next)) store.delete(name);
    else store.put(next, name);
  };
  await new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
}

/** What tabs tell each other about what is held under a name. */
export interface Message {
  readonly name: string;
  /** Who tells it: the page, and where in it. */
  readonly from: string;
  /** Null where the page is closed or left. */
  readonly change: Change | null;
}

/** Opens the channel on which the tabs of this browser tell each other what is typed. */
export const openChannel = (): BroadcastChannel => new BroadcastChannel('ogi-hub.held');
