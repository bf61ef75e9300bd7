import type { Component } from 'svelte';
import type { IconName } from '../lib/ui/Icon.svelte';

/** What a page is given: the parts that its pattern names, and the query of its address. */
export interface PageProps {
  params: Record<string, string>;
  query: URLSearchParams;
}

/** Where in the menu a page stands: about cards, about people and their records, what comes from the field and the public, or about
 *  the installation. */
export type Group = 'cards' | 'registry' | 'field' | 'administration';

export interface OfficeRoute {
  /** `/transfers` or `/transfers/:id`; one with a parameter does not stand in the menu. */
  pattern: string;
  component?: Component<PageProps>;
  /** Instead of a component: a page that is fetched when somebody goes there. */
  load?: () => Promise<{ default: Component<PageProps> }>;
  /** Written as a getter (`get label() { return say('…'); }`), so that it follows the language. */
  readonly label: string;
  icon: IconName;
  /** `figures`: beside the home page, before all groups. */
  section: Group | 'figures';
  /** For administrators of the office alone. */
  admin?: boolean;
}
