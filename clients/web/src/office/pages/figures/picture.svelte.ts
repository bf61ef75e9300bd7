import { all, Load } from '../../../lib/api/load.svelte.ts';
import type { Eligibility, Region } from '../../../lib/api/types.ts';
import type { components } from '../../../lib/api/schema';
import { client } from '../../app.svelte.ts';
import { count } from '../../figures.ts';
import type { Coverage } from '../../types.ts';
import { stands } from '../registry/settings.ts';
import { instant, yearBefore, type Question } from './question.ts';
import { perSchool, tally } from './ranking.ts';

type Schemas = components['schemas'];
export type Line = Schemas['CoverageItem'];
export type Total = Schemas['CoverageTotal'];
export type Series = Schemas['TimeseriesOut'];
export type Years = Schemas['YearsOut'];
export type Funnel = Schemas['FunnelOut'];
export type Step = Schemas['StepOut'];
export type Durations = Schemas['DurationsOut'];
export type Duration = Schemas['DurationOut'];
export type MeasureEntry = Schemas['MeasureOut'];
export type Statistics = Schemas['StatisticsOut'];
export type Ikm = Schemas['IkmOut'];
export type Impact = Schemas['ImpactOut'];
export type ImpactItem = Schemas['ImpactItem'];
export type Coefficient = Schemas['CoefficientOut'];

/** Issues of one kind, or of all. */
export interface Issues {
  n: number;
  more: boolean;
  kinds: [string, number][];
}

/** A question as it is put to the service. */
interface Put {
  region: Region;
  measure: Question['measure'];
  day: string;
  /** The cohort that is meant, named or not. */
  year: number;
  asked: { region_code: string; as_of: string | null; known_at: string | null };
  ofCohort: Put['asked'] & { cohort: number | null };
  sees: boolean;
  plans: boolean;
}

/** More people than any regency has on its action list. */
const MOST = 5000;

/** Everything on the dashboard, each part asked for by itself: what fails leaves the others standing. */
export class Picture {
  /** Coverage in all and by district, or by regency where several are seen. */
  coverage = new Load<Coverage>();
  before = new Load<Coverage>();
  series = new Load<Series>();
  baselines = new Load<Years>();
  goal = new Load<number | null>();
  eligibility = new Load<Eligibility>();
  schools = new Load<Coverage>();
  /** How many of each school turn 17 before a visit reaches them; `null` for whom or when that is not known. */
  late = new Load<Map<string, number> | null>();
  funnel = new Load<Funnel>();
  durations = new Load<Durations>();
  impact = new Load<Impact>();
  issues = new Load<Issues | null>();
  complaints = new Load<Statistics>();
  ikm = new Load<Ikm>();
  measures = new Load<MeasureEntry[]>();
  /** The questions as they were put, for the files of the same tables. */
  asked = $state.raw<{ coverage: object; series: object }>({ coverage: {}, series: {} });

  #turn = 0;

  /** Asks for all, what stands on top before what is further down. `sees`: the reader may see people. */
  async ask(region: Region, question: Question, today: string, sees: boolean): Promise<void> {
    const { measure, asOf } = question;
    const day = asOf ?? today;
    const asked = { region_code: region.region_code, as_of: asOf, known_at: instant(question.known, region.time_zone) };
    const cohort = question.cohort === null ? null : Number(question.cohort);
    const ofCohort = { ...asked, cohort };
    this.asked = { coverage: { ...ofCohort, measure }, series: { ...ofCohort, measure, interval: 'month' } };
    // Who may be late is reckoned from today on, whatever day is looked at.
    const plans = sees && region.level === 'regency' && question.known === null && day === today;
    const put: Put = { region, measure, day, year: cohort ?? Number(day.slice(0, 4)), asked, ofCohort, sees, plans };

    const later = this.#later(put);
    // Until its turn comes, what is here answers the question before.
    for (const { load } of later) load.busy = true;
    const turn = (this.#turn += 1);
    await Promise.all(this.#first(put));
    if (turn === this.#turn) for (const { run } of later) void run();
  }

  #first({ region, measure, day, year, asked, ofCohort, plans }: Put): Promise<void>[] {
    const { region_code, known_at } = asked;
    const regency = region.level === 'regency';
    return [
      this.coverage.run((signal) =>
        client.get('/v1/coverage', {
          query: { ...ofCohort, measure, group_by: regency ? 'district' : 'region' },
          signal,
        }),
      ),
      this.series.run((signal) =>
        client.get('/v1/coverage/timeseries', { query: { ...ofCohort, measure, interval: 'month' }, signal }),
      ),
      this.goal.run((signal) => goalOf(region_code, day, signal)),
      this.before.run((signal) =>
        client.get('/v1/coverage', {
          query: { region_code, known_at, measure, as_of: yearBefore(day), cohort: year - 1 },
          signal,
        }),
      ),
      this.baselines.run((signal) =>
        client.get('/v1/coverage/years', { query: { ...asked, measure: 'in_year' }, signal }),
      ),
      this.eligibility.run((signal) =>
        client.get('/v1/eligibility', { query: { ...asked, group_by: regency ? 'school' : 'district' }, signal }),
      ),
      this.late.run(async (signal) => (plans ? perSchool(await actions(region_code, signal)) : null)),
    ];
  }

  #later({ region, measure, day, asked, ofCohort, sees }: Put): { load: Load<unknown>; run: () => Promise<void> }[] {
    const { region_code } = asked;
    const period = { region_code, date_from: `${day.slice(0, 4)}-01-01`, date_to: day };
    const part = <T>(load: Load<T>, ask: (signal: AbortSignal) => Promise<T>) => ({ load, run: () => load.run(ask) });
    const schools = part(this.schools, (signal) =>
      client.get('/v1/coverage', { query: { ...ofCohort, measure, group_by: 'school' }, signal }),
    );
    // These cannot be asked what was known of them at another time.
    const ofNow = [
      part(this.impact, (signal) => client.get('/v1/impact', { query: period, signal })),
      part(this.complaints, (signal) =>
        client.get('/v1/complaints/statistics', { query: { region_code, year: Number(day.slice(0, 4)) }, signal }),
      ),
      part(this.ikm, (signal) => client.get('/v1/surveys/ikm', { query: period, signal })),
    ];
    const now = asked.known_at === null;
    return [
      part(this.funnel, (signal) => client.get('/v1/coverage/funnel', { query: ofCohort, signal })),
      part(this.durations, (signal) => client.get('/v1/coverage/durations', { query: ofCohort, signal })),
      part(this.issues, async (signal) => (sees && now ? openIssues(region_code, signal) : null)),
      ...(region.level === 'regency' ? [schools] : []),
      ...(now ? ofNow : []),
      part(this.measures, async (signal) => (await client.get('/v1/measures', { signal })).items),
    ];
  }
}

/** The share of a cohort that this region wants recorded, as it holds on a day. */
async function goalOf(region_code: string, day: string, signal: AbortSignal): Promise<number | null> {
  const { items } = await client.get('/v1/settings/{region_code}', { path: { region_code }, signal });
  const value = stands(items, region_code, day).find(({ key }) => key === 'coverage_goal')?.today.value;
  return typeof value === 'number' ? value : null;
}

async function actions(region_code: string, signal: AbortSignal): Promise<{ school_id: string | null }[]> {
  const found = await all(
    (cursor) => client.get('/v1/action-list', { query: { region_code, limit: 500, cursor: cursor ?? null }, signal }),
    MOST,
  );
  return found.items;
}

async function openIssues(region_code: string, signal: AbortSignal): Promise<Issues> {
  const { items, more } = await count((page) =>
    client.get('/v1/data-issues', { query: { region_code, ...page }, signal }),
  );
  const kinds = [...tally(items.map(({ kind }) => kind))];
  return { n: items.length, more, kinds: kinds.sort(([, one], [, other]) => other - one) };
}
