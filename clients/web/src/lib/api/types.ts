/** Names for what the service answers, and the types with which a request is written down. */
import type { components, paths } from './schema';

type Schemas = components['schemas'];
export type Submission = Schemas['SubmissionOut'];
export type Reverted = Schemas['RevertedOut'];
export type Row = Schemas['RowOut'];
export type Student = Schemas['StudentOut'];
export type School = Schemas['SchoolOut'];
export type Region = Schemas['RegionOut'];
export type Visit = Schemas['VisitOut'];
export type RosterItem = Schemas['RosterItemOut'];
export type VisitRequest = Schemas['VisitRequestOut'];
export type Transfer = Schemas['TransferOut'];
export type History = Schemas['HistoryOut'];
export type Eligibility = Schemas['EligibilityOut'];
export type Token = Schemas['TokenOut'];
export type Account = Schemas['AccountOut'];
export type Role = Schemas['Role'];

export interface Listed<T> {
  items: T[];
  next_cursor?: string | null;
}

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** The paths that take a method. */
export type PathOf<M extends Method> = {
  [P in keyof paths]: paths[P] extends Record<M, infer O> ? (O extends object ? P : never) : never;
}[keyof paths];

type Operation<P extends keyof paths, M extends Method> = paths[P] extends Record<M, infer O> ? O : never;
type Parameters<O> = O extends { parameters: infer X } ? X : never;
type InPath<O> =
  Parameters<O> extends { path: infer X extends Record<string, string | number> } ? { path: X } : { path?: never };
type InQuery<O> = Parameters<O> extends { query?: infer X extends object } ? { query?: X } : { query?: never };
type InBody<O> = O extends { requestBody: { content: { 'application/json': infer X } } }
  ? { body: X }
  : O extends { requestBody?: { content: { 'application/json': infer X } } }
    ? { body?: X }
    : { body?: never };

/** What a request says: parameters and body as the API's document has them, and the version it is made against. */
export type Ask<P extends keyof paths, M extends Method> = InPath<Operation<P, M>> &
  InQuery<Operation<P, M>> &
  InBody<Operation<P, M>> & { version?: number; signal?: AbortSignal };

type Json<R> = R extends { content: { 'application/json': infer T } } ? T : undefined;

/** What comes back when it succeeds. */
export type Answer<P extends keyof paths, M extends Method> =
  Operation<P, M> extends { responses: infer R } ? { [S in keyof R]: Json<R[S]> }[keyof R] : never;
