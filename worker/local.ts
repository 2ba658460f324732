/** The development entry: the production Worker, beside the stand-ins for what has no local binding. */
export { default, VectorObject } from './index.ts';
