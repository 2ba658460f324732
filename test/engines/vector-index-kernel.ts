/** The committed kernel, compiled, for tests in Node. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const KERNEL_FILE = join(import.meta.dirname, '../../worker/engines/vector-index/kernel.wasm');
export const KERNEL = new WebAssembly.Module(readFileSync(KERNEL_FILE));
