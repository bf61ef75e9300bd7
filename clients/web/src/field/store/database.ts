/** IndexedDB in promises, and the shape of what this app keeps in it. */
import type { Head } from '../rules/records.ts';
import type { Sealed } from './vault.ts';

/** Somebody who works with this device. The row holds the key: with the row everything of theirs is gone. */
export interface OwnerRow {
  id: string;
  key: CryptoKey;
  profile: Sealed;
  epoch: string | null;
  synced_at: number | null;
  reconciled_at: number | null;
}

export interface RecordRow extends Head {
  sealed: Sealed;
}

export interface PackRow {
  owner: string;
  visit_id: string;
  etag: string;
  date: string;
  checked_at: number;
  gone: boolean;
  sealed: Sealed;
}

type Stores = 'meta' | 'owners' | 'records' | 'packs';

/** One step per version that was ever released: a queue made by an old app is carried on, never thrown away. */
const STEPS: readonly ((database: IDBDatabase) => void)[] = [
  (database) => {
    database.createObjectStore('meta');
    database.createObjectStore('owners', { keyPath: 'id' });
    database.createObjectStore('records', { keyPath: 'id' }).createIndex('owner', 'owner');
    database.createObjectStore('packs', { keyPath: ['owner', 'visit_id'] }).createIndex('owner', 'owner');
  },
];

export function openDatabase(onoutdated: () => void, name = 'sweet17-field'): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, STEPS.length);
    request.onupgradeneeded = (event) => {
      for (const step of STEPS.slice(event.oldVersion)) step(request.result);
    };
    request.onsuccess = () => {
      // A newer app in another tab wants to carry the data on: it must not wait for us.
      request.result.onversionchange = () => {
        request.result.close();
        onoutdated();
      };
      resolve(request.result);
    };
    request.onerror = () => reject(request.error ?? new Error('the device gives no storage'));
  });
}

/** All or nothing; resolves when it is on the disk. `work` may only await requests of this transaction. */
export async function change<T>(
  database: IDBDatabase,
  stores: Stores[],
  work: (transaction: IDBTransaction) => Promise<T> | T,
): Promise<T> {
  const transaction = database.transaction(stores, 'readwrite', { durability: 'strict' });
  const done = finished(transaction);
  done.catch(() => undefined);
  let value: T;
  try {
    value = await work(transaction);
  } catch (failure) {
    try {
      transaction.abort();
    } catch {
      throw failure; // it had ended already: that is what failed
    }
    throw failure;
  }
  await done;
  return value;
}

export function read<T>(
  database: IDBDatabase,
  stores: Stores[],
  work: (transaction: IDBTransaction) => Promise<T>,
): Promise<T> {
  return work(database.transaction(stores, 'readonly'));
}

export function asked<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the storage failed'));
  });
}

function finished(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('the storage gave up'));
  });
}
