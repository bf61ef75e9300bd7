import type { Component } from 'svelte';
import type { IconName } from '../../../lib/ui/Icon.svelte';
import type { Group, OfficeRoute, PageProps } from '../../routes.ts';
import { say, type Key } from '../../words.registry.ts';
import Accounts from './Accounts.svelte';
import Calendar from './Calendar.svelte';
import DataRequests from './DataRequests.svelte';
import Duplicates from './Duplicates.svelte';
import Import from './Import.svelte';
import Imports from './Imports.svelte';
import Issues from './Issues.svelte';
import Journal from './Journal.svelte';
import Letterhead from './Letterhead.svelte';
import Merges from './Merges.svelte';
import Parked from './Parked.svelte';
import Points from './Points.svelte';
import Pupil from './Pupil.svelte';
import Pupils from './Pupils.svelte';
import Reconciliation from './Reconciliation.svelte';
import Settings from './Settings.svelte';
import Transfers from './Transfers.svelte';
import Travel from './Travel.svelte';

function route(
  section: Group,
  pattern: string,
  icon: IconName,
  key: Key,
  component: Component<PageProps>,
  admin = false,
): OfficeRoute {
  return {
    section,
    pattern,
    icon,
    component,
    admin,
    get label() {
      return say(key);
    },
  };
}

/** Pages about people and their records and about the installation. */
export const registryRoutes: readonly OfficeRoute[] = [
  route('registry', '/pupils', 'people', 'pupils.title', Pupils),
  route('registry', '/pupils/:id', 'people', 'pupils.title', Pupil),
  route('registry', '/transfers', 'swap', 'transfers.title', Transfers),
  route('registry', '/duplicates', 'people', 'duplicates.title', Duplicates),
  route('registry', '/merges', 'check', 'merges.title', Merges),
  route('registry', '/data-issues', 'alert', 'issues.title', Issues),
  route('registry', '/registry-imports', 'upload', 'imports.title', Imports),
  route('registry', '/registry-imports/:id', 'upload', 'imports.title', Import),
  route('registry', '/reconciliation', 'list', 'reconciliation.title', Reconciliation),
  route('registry', '/data-requests', 'card', 'requests.title', DataRequests),
  route('field', '/parked', 'alert', 'parked.title', Parked),
  route('administration', '/service-points', 'home', 'points.title', Points),
  route('administration', '/travel', 'swap', 'travel.title', Travel),
  route('administration', '/letterhead', 'card', 'head.title', Letterhead),
  route('administration', '/calendar', 'calendar', 'calendar.title', Calendar),
  route('administration', '/settings', 'list', 'settings.title', Settings),
  route('administration', '/accounts', 'people', 'accounts.title', Accounts, true),
  route('administration', '/journal', 'list', 'journal.title', Journal),
];
