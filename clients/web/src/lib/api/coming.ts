/**
 * What the contract names and the API's document does not hold yet. A type moves to `types.ts`, made from the document,
 * as soon as its endpoint is there.
 */
import type { Listed } from './types.ts';

export interface Transfer {
  id: string;
  student_id: string | null;
  from_school_id: string | null;
  from_school_name?: string | null;
  to_school_id: string;
  to_school_name?: string | null;
  state: 'open' | 'confirmed' | 'rejected' | 'undone';
  direction: 'incoming' | 'outgoing' | 'within';
  contradicts?: boolean | null;
  sent: {
    name: string | null;
    birth_date: string | null;
    class_group: string | null;
    nik_masked: string | null;
  };
  created_at?: string;
  decided_at?: string | null;
  reason?: string | null;
  version: number;
}

export interface VisitRequest {
  id: string;
  school_id: string;
  date_from: string | null;
  date_to: string | null;
  note?: string | null;
  state?: string;
  created_at?: string;
}

interface Endpoint<Q, B, A> {
  query: Q;
  body: B;
  answer: A;
}

export interface Coming {
  'GET /v1/transfers': Endpoint<
    { state?: Transfer['state']; direction?: string; cursor?: string; limit?: number },
    undefined,
    Listed<Transfer>
  >;
  'POST /v1/transfers/{id}/confirm': Endpoint<undefined, { reason?: string }, Transfer>;
  'POST /v1/transfers/{id}/reject': Endpoint<undefined, { reason: string }, Transfer>;
  'GET /v1/visit-requests': Endpoint<{ school_id?: string; limit?: number }, undefined, Listed<VisitRequest>>;
  'POST /v1/schools/{id}/visit-requests': Endpoint<
    undefined,
    { id: string; date_from?: string; date_to?: string; note?: string },
    VisitRequest
  >;
}
