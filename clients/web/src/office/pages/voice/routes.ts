import type { IconName } from '../../../lib/ui/Icon.svelte';
import type { OfficeRoute } from '../../routes.ts';
import { say, type Key } from './words.ts';

type Loader = NonNullable<OfficeRoute['load']>;

function route(pattern: string, icon: IconName, key: Key, load: Loader, more: Partial<OfficeRoute> = {}): OfficeRoute {
  return {
    section: 'field',
    pattern,
    icon,
    load,
    ...more,
    get label() {
      return say(key);
    },
  };
}

/** What people say of the service and what they are told. Each page is fetched when somebody goes there. */
export const voiceRoutes: readonly OfficeRoute[] = [
  route('/complaints', 'list', 'desk.title', () => import('./Desk.svelte')),
  route('/complaints/:id', 'list', 'desk.title', () => import('./Case.svelte')),
  route('/survey', 'check', 'survey.title', () => import('./Survey.svelte')),
  route('/messages', 'list', 'messages.title', () => import('./Messages.svelte')),
  route('/subscriptions', 'swap', 'hooks.title', () => import('./Subscriptions.svelte'), {
    section: 'administration',
    admin: true,
  }),
];
