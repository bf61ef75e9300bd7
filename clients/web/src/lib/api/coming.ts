/**
 * What the contract names and the API's document does not hold yet. A type moves to `types.ts`, made from the document,
 * as soon as its endpoint is there.
 */
import type { Listed } from './types.ts';

/** A service that is older than this page's wishes may leave out what has a question mark. */
export interface VisitRequest {
  id: string;
  school_id: string;
  date_from: string | null;
  date_to: string | null;
  note?: string | null;
  state?: 'open' | 'scheduled' | 'declined' | 'withdrawn';
  /** The visit that answers it. */
  visit_id?: string | null;
  /** Why the office cannot come. */
  reason?: string | null;
  version?: number;
}

interface Endpoint<Q, B, A> {
  query: Q;
  body: B;
  answer: A;
}

export interface Coming {
  'GET /v1/visit-requests': Endpoint<{ school_id?: string; limit?: number }, undefined, Listed<VisitRequest>>;
  'POST /v1/schools/{id}/visit-requests': Endpoint<
    undefined,
    { id: string; date_from: string; date_to: string; note?: string },
    VisitRequest
  >;
  'POST /v1/visit-requests/{id}/withdraw': Endpoint<undefined, undefined, VisitRequest>;
}
