/**
 * GraphiQL's tabs, told as what they are. It marks an item that holds two buttons, one to open the tab and one to close
 * it, as a single `tab`; within that role assistive technology knows of no buttons. Here they are a list of buttons, one
 * of them current: no role says more than the keys do, which is Tab and Enter.
 */
import { setAttribute } from './attributes.ts';

export function mendTabs(root: Element): void {
  // WebKit takes a list without bullets for none unless it is told.
  setAttribute(root.querySelector('.graphiql-tabs'), 'role', 'list');
  setAttribute(root.querySelector('#graphiql-session'), 'role', 'group');
  for (const tab of root.querySelectorAll('.graphiql-tab')) {
    setAttribute(tab, 'role', undefined);
    setAttribute(tab, 'aria-selected', undefined);
    const open = tab.querySelector('.graphiql-tab-button');
    const isActive = tab.classList.contains('graphiql-tab-active');
    setAttribute(open, 'aria-current', isActive ? 'true' : undefined);
    setAttribute(tab.querySelector('.graphiql-tab-close'), 'aria-label', `Close ${open?.textContent ?? ''}`);
  }
}
