import type { Client } from '../../../lib/api/client.ts';
import { Refused } from '../../../lib/api/problem.ts';

/** A dated setting, as it held on a day of the period. */
export interface Coefficient {
  key: string;
  value: unknown;
  valid_from: string;
  assumed: boolean;
}

/** One line of `/v1/impact`: what the visits spared people, between low and high. */
export interface Item {
  name: string;
  label: string;
  unit: string;
  low: number;
  likely: number;
  high: number;
  formula: string;
  inputs: { pupils: number; visits: number; trips: number; unlocated: number; coefficients: Coefficient[] };
  strongest_assumption: string;
}

export interface Impact {
  date_from: string;
  date_to: string;
  /** What is taken to have happened without the visits. */
  counterfactual: string;
  items: Item[];
}

/** `null` from a service that does not answer this yet: the page says so. */
export async function impact(client: Client, query: object, signal: AbortSignal): Promise<Impact | null> {
  try {
    const { blob } = await client.download('/v1/impact', { query, signal }, 'impact.json');
    return JSON.parse(await blob.text()) as Impact;
  } catch (failure) {
    if (failure instanceof Refused && failure.status === 404) return null;
    throw failure;
  }
}
