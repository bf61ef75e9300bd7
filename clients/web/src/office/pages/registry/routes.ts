import type { Component } from 'svelte';
import type { IconName } from '../../../lib/ui/Icon.svelte';
import type { Group, OfficeRoute, PageProps } from '../../routes.ts';
import { say, type Key } from '../../words.registry.ts';
import DataRequests from './DataRequests.svelte';
import Duplicates from './Duplicates.svelte';
import Import from './Import.svelte';
import Imports from './Imports.svelte';
import Issues from './Issues.svelte';
import Merges from './Merges.svelte';
import Parked from './Parked.svelte';
import Points from './Points.svelte';
import Pupil from './Pupil.svelte';
import Pupils from './Pupils.svelte';
import Reconciliation from './Reconciliation.svelte';
import Transfers from './Transfers.svelte';

type Loader = NonNullable<OfficeRoute['load']>;

function named(section: Group, pattern: string, icon: IconName, key: Key): Omit<OfficeRoute, 'component' | 'load'> {
  return {
    section,
    pattern,
    icon,
    get label() {
      return say(key);
    },
  };
}

function route(
  section: Group,
  pattern: string,
  icon: IconName,
  key: Key,
  component: Component<PageProps>,
): OfficeRoute {
  return Object.assign(named(section, pattern, icon, key), { component });
}

/** What is seldom opened is fetched when somebody goes there. */
function later(pattern: string, icon: IconName, key: Key, load: Loader, admin = false): OfficeRoute {
  return Object.assign(named('administration', pattern, icon, key), { load, admin });
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
  later('/travel', 'swap', 'travel.title', () => import('./Travel.svelte')),
  later('/letterhead', 'card', 'head.title', () => import('./Letterhead.svelte')),
  later('/calendar', 'calendar', 'calendar.title', () => import('./Calendar.svelte')),
  later('/settings', 'list', 'settings.title', () => import('./Settings.svelte')),
  later('/accounts', 'people', 'accounts.title', () => import('./Accounts.svelte'), true),
  later('/journal', 'list', 'journal.title', () => import('./Journal.svelte')),
];
