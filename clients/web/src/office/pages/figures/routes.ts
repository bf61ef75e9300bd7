import type { OfficeRoute } from '../../routes.ts';
import { say } from '../../words.ts';

type Loader = NonNullable<OfficeRoute['load']>;

function route(pattern: string, load: Loader): OfficeRoute {
  return {
    section: 'figures',
    pattern,
    icon: 'chart',
    load,
    get label() {
      return say('nav.figures');
    },
  };
}

/** The one page of this office that a viewer has. */
export const DASHBOARD = route('/figures', () => import('./Figures.svelte'));

/** The dashboard and the people behind its figures, fetched when somebody goes there. */
export const figureRoutes: readonly OfficeRoute[] = [DASHBOARD, route('/figures/rows', () => import('./Rows.svelte'))];
