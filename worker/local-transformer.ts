/** The development entry with the transformer tier: `npm start -- --encoder transformer`. */
export { LocalWorkersAi } from './local.ts';
export { default, VectorObject } from './transformer.ts';
