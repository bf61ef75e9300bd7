/** Drawing a region by hand: positions on the earth to positions on paper, small enough that the earth is flat. */

export interface Point {
  x: number;
  y: number;
}

export interface Paper {
  width: number;
  height: number;
  at(longitude: number, latitude: number): Point;
}

/** A GeoJSON Polygon or MultiPolygon as the service keeps it. */
export interface Shape {
  type: string;
  coordinates: unknown;
}

const WIDTH = 1000;
const MARGIN = 90;
const SMALLEST_SPAN = 0.01;
const TALLEST = 1.6;

/** Paper that holds every position, a degree east being shorter than a degree north by the cosine of the latitude. */
export function paper(positions: readonly (readonly [number, number])[]): Paper {
  const [longitudes, latitudes] = [positions.map(([x]) => x), positions.map(([, y]) => y)];
  const [west, east, south, north] = [low(longitudes), high(longitudes), low(latitudes), high(latitudes)];
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const across = Math.max((east - west) * squeeze, SMALLEST_SPAN);
  const up = Math.max(north - south, SMALLEST_SPAN);
  const room = WIDTH - 2 * MARGIN;
  const scale = Math.min(room / across, (room * TALLEST) / up);
  const left = (WIDTH - (east - west) * squeeze * scale) / 2;
  const height = (north - south) * scale + 2 * MARGIN;
  return {
    width: WIDTH,
    height,
    at: (longitude, latitude) => ({
      x: left + (longitude - west) * squeeze * scale,
      y: MARGIN + (north - latitude) * scale,
    }),
  };
}

/** The rings of an outline. Anything that is not one is left out: a map without an outline is still a map. */
export function rings(shape: Shape | null | undefined): [number, number][][] {
  if (!shape || !Array.isArray(shape.coordinates)) return [];
  const polygons: unknown[] = shape.type === 'MultiPolygon' ? shape.coordinates : [shape.coordinates];
  return polygons.flatMap((polygon) => (Array.isArray(polygon) ? polygon : [])).filter(isRing);
}

/** The path of an outline on paper. */
export function path(outline: readonly [number, number][][], on: Paper): string {
  return outline
    .map((ring) => {
      const points = ring.map(([longitude, latitude]) => on.at(longitude, latitude));
      return `M${points.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}Z`;
    })
    .join('');
}

export interface Spot extends Point {
  r: number;
}

const BIGGEST = 58;
const SMALLEST = 12;

/** The radius for a number: the area grows with it, and none is too small to be pressed. */
export function radius(count: number, most: number): number {
  return most === 0 ? SMALLEST : Math.max(SMALLEST, BIGGEST * Math.sqrt(count / most));
}

/** The step of a share, 0 to 4; -1 where there is none. */
export const STEPS = [25, 50, 75, 90] as const;
export function step(percent: number | null): number {
  return percent === null ? -1 : STEPS.filter((from) => percent >= from).length;
}

function isRing(ring: unknown): ring is [number, number][] {
  return Array.isArray(ring) && ring.length > 2 && ring.every((each) => Array.isArray(each) && each.length >= 2);
}

// Spreading a long list into `Math.min` would exhaust the stack.
function low(numbers: readonly number[]): number {
  return numbers.reduce((least, each) => Math.min(least, each), Number.POSITIVE_INFINITY);
}

function high(numbers: readonly number[]): number {
  return numbers.reduce((most, each) => Math.max(most, each), Number.NEGATIVE_INFINITY);
}
