import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newKey, open, seal } from './vault.ts';

test('what is sealed opens with its key at its place, and shows nothing outside', async () => {
  const key = await newKey();
  const sealed = await seal(key, { name: 'SITI AMINAH' }, 'record|o|1');
  assert.deepEqual(await open(key, sealed, 'record|o|1'), { name: 'SITI AMINAH' });
  assert.ok(!new TextDecoder('latin1').decode(sealed.data).includes('SITI'));
});

test('another place, another key or a changed byte opens nothing', async () => {
  const key = await newKey();
  const sealed = await seal(key, { name: 'SITI AMINAH' }, 'record|o|1');
  await assert.rejects(open(key, sealed, 'record|o|2'));
  await assert.rejects(open(await newKey(), sealed, 'record|o|1'));
  const bytes = new Uint8Array(sealed.data.slice(0));
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  await assert.rejects(open(key, { ...sealed, data: bytes.buffer }, 'record|o|1'));
});

test('the key cannot be read out, and the same content never looks the same', async () => {
  const key = await newKey();
  await assert.rejects(crypto.subtle.exportKey('raw', key));
  const [one, two] = [await seal(key, 'same', 'p'), await seal(key, 'same', 'p')];
  assert.notDeepEqual(new Uint8Array(one.data), new Uint8Array(two.data));
});
