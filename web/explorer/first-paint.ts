/**
 * What must be known before the first paint, so that nothing flashes and nothing moves once answers come: the colour
 * scheme, which view the address names, and whether it asks for something at once. A classic script in the head.
 */
import './theme.ts';
import { currentRoute } from './router.ts';

const { view, parameters } = currentRoute();
const said = (name: string): boolean => (parameters.get(name) ?? '').trim() !== '';
const asks = { complete: said('q'), normalise: said('title'), compare: true, browse: true, bulk: false };

document.documentElement.dataset['view'] = view;
if (asks[view]) document.documentElement.dataset['asked'] = '';
