import type { components } from '../lib/api/schema';

type Schemas = components['schemas'];
export type Action = Schemas['ActionOut'];
export type CalendarDay = Schemas['CalendarDayOut'];
export type Coverage = Schemas['CoverageOut'];
export type Kit = Schemas['KitOut'];
export type Ledger = Schemas['LedgerOut'];
export type Letter = Schemas['LetterOut'];
export type VisitLetter = Schemas['LetterIn']['kind'];
export type Outline = Schemas['OutlineOut'];
export type Suggestion = Schemas['SuggestionOut'];
export type Team = Schemas['TeamOut'];
export type Visit = Schemas['VisitOut'];
export type VisitKind = Schemas['VisitKind'];
export type VisitRequest = Schemas['VisitRequestOut'];
export type VisitState = Schemas['VisitState'];
