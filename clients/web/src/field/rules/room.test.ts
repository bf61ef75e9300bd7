import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isTight, look, warning, type Storage } from './room.ts';

const MB = 1024 * 1024;

function browser(says: { persisted?: boolean; grants?: boolean; usage?: number; quota?: number }) {
  const asked: string[] = [];
  const storage: Storage = {
    persisted: async () => says.persisted ?? false,
    persist: async () => {
      asked.push('persist');
      return says.grants ?? false;
    },
    estimate: async () => ({ usage: says.usage ?? 0, quota: says.quota ?? 0 }),
  };
  return { storage, asked };
}

test('room is tight from nine tenths on, or when less than 5 MB are left, and not where nothing is told', () => {
  const tight = (used: number, all: number) => isTight({ safe: true, used, all });
  assert.deepEqual([tight(90 * MB, 100 * MB), tight(91 * MB, 100 * MB)], [false, true]);
  assert.deepEqual([tight(5 * MB, 10 * MB), tight(5 * MB + 1, 10 * MB)], [false, true]);
  assert.equal(tight(5, 0), false);
});

test('eviction is warned of while something is only here, and no longer', () => {
  const room = { safe: false, used: 0, all: 100 * MB };
  assert.deepEqual([warning(room, 1), warning(room, 0)], ['evict', null]);
  assert.equal(warning({ ...room, safe: true }, 1), null);
  assert.equal(warning({ ...room, safe: undefined }, 1), null, 'not before the browser was asked');
  assert.equal(warning({ ...room, used: 99 * MB }, 0), 'full');
});

test('a promise is asked for once and kept', async () => {
  const fresh = browser({ grants: true });
  assert.equal((await look(fresh.storage, true)).safe, true);
  assert.deepEqual(fresh.asked, ['persist']);
  const promised = browser({ persisted: true });
  assert.equal((await look(promised.storage, true)).safe, true);
  const glance = browser({ grants: true });
  assert.equal((await look(glance.storage, false)).safe, false);
  assert.deepEqual([promised.asked, glance.asked], [[], []]);
});

test('a browser that refuses, fails or knows none of it is no promise and breaks nothing', async () => {
  const no = async () => Promise.reject(new TypeError('not here'));
  assert.equal((await look(browser({}).storage, true)).safe, false);
  assert.deepEqual(await look({ persisted: no, persist: no, estimate: no }, true), { safe: false, used: 0, all: 0 });
  assert.deepEqual(await look({}, true), { safe: false, used: 0, all: 0 });
  assert.deepEqual(await look(undefined, true), { safe: false, used: 0, all: 0 });
});
