import type { IconName } from '../../../lib/ui/Icon.svelte';
import type { OfficeRoute } from '../../routes.ts';
import { say } from '../../words.ts';

type Loader = NonNullable<OfficeRoute['load']>;

function route(pattern: string, icon: IconName, key: Parameters<typeof say>[0], load: Loader): OfficeRoute {
  return {
    section: 'cards',
    pattern,
    icon,
    load,
    get label() {
      return say(key);
    },
  };
}

/** Pages about cards. Each is fetched when somebody goes there: most of a day's work is elsewhere. */
export const cardRoutes: readonly OfficeRoute[] = [
  route('/cards', 'card', 'nav.cards', () => import('./Due.svelte')),
  route('/card-problems', 'alert', 'nav.cardProblems', () => import('./Problems.svelte')),
  route('/handovers', 'check', 'nav.handovers', () => import('./Handovers.svelte')),
  route('/blank-stock', 'list', 'nav.stock', () => import('./Stock.svelte')),
  route('/handovers/:id', 'check', 'nav.handovers', () => import('./Handover.svelte')),
];
