import type { components } from '../../../lib/api/schema';

type Schemas = components['schemas'];

export type Complaint = Schemas['ComplaintOut'];
export type ComplaintState = Schemas['ComplaintState'];
export type ComplaintClass = Schemas['ComplaintClass'];
export type Category = Schemas['Category'];
export type Figures = Schemas['StatisticsOut'];
export type Ikm = Schemas['IkmOut'];
export type Comment = Schemas['CommentOut'];
export type Message = Schemas['MessageOut'];
export type Subscription = Schemas['SubscriptionOut'];

export const STATES: readonly ComplaintState[] = [
  'received',
  'verified',
  'in_progress',
  'resolved',
  'closed',
  'rejected',
];
export const CLASSES: readonly ComplaintClass[] = ['information', 'complaint', 'investigation'];
export const CATEGORIES: readonly Category[] = [
  'service',
  'delay',
  'data',
  'staff',
  'illegal_levy',
  'facility',
  'information',
  'other',
];
