/** Groups of ISCO-08 as links, and the path of them that leads to where one stands. */
import { h } from '../dom.ts';
import { addressOf } from '../router.ts';

export interface GroupName {
  readonly id: string;
  readonly code: string;
  readonly label: string;
}

export const groupLink = ({ id, code, label }: GroupName): HTMLElement =>
  h('a', { href: addressOf('browse', { id }) }, h('span', { class: 'code' }, code), h('bdi', {}, label));

/** From all groups down. `groups` come as the API gives them, narrowest first. */
export function path(groups: readonly GroupName[]): HTMLElement {
  return h(
    'nav',
    { class: 'path', 'aria-label': 'Place in ISCO-08' },
    h(
      'ol',
      {},
      h('li', {}, h('a', { href: addressOf('browse') }, 'All groups')),
      ...groups.toReversed().map((group) => h('li', {}, groupLink(group))),
    ),
  );
}
