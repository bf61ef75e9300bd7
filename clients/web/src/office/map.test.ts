import assert from 'node:assert/strict';
import { test } from 'node:test';
import { paper, path, radius, rings, step } from './map.ts';

test('north is up, and everything lies within the margins', () => {
  const on = paper([
    [115.3, -2.5],
    [115.8, -2.1],
  ]);
  const [south, north] = [on.at(115.3, -2.5), on.at(115.8, -2.1)];
  assert.ok(south.y > north.y && south.x < north.x);
  for (const { x, y } of [south, north]) assert.ok(x >= 0 && x <= on.width && y >= 0 && y <= on.height);
});

test('a single school still has its place', () => {
  const on = paper([[115.5, -2.3]]);
  const { x, y } = on.at(115.5, -2.3);
  assert.ok(Number.isFinite(x) && Number.isFinite(y) && x > 0 && y > 0);
});

test('an outline is drawn ring by ring, and what is none is left out', () => {
  const ring: [number, number][] = [
    [115, -2],
    [116, -2],
    [116, -3],
  ];
  assert.equal(rings({ type: 'Polygon', coordinates: [ring] }).length, 1);
  assert.equal(rings({ type: 'MultiPolygon', coordinates: [[ring], [ring]] }).length, 2);
  assert.deepEqual(rings({ type: 'Polygon', coordinates: 'x' }), []);
  assert.deepEqual(rings(null), []);
  assert.match(path([ring], paper(ring)), /^M[\d. L]+Z$/);
});

test('the area of a circle says the number, and the step the share', () => {
  assert.equal(radius(100, 100), 2 * radius(25, 100));
  assert.equal(radius(0, 0), radius(1, 10_000));
  assert.deepEqual([null, 0, 24.9, 25, 90].map(step), [-1, 0, 0, 1, 4]);
});
