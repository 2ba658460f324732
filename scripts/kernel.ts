/**
 * `npm run kernel`: assembles the vector index's kernel. A test assembles it again and compares the bytes.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import wabt from 'wabt';

const FOLDER = join(import.meta.dirname, '../worker/engines/vector-index');

/** The bytes of kernel.wasm, made from kernel.wat. */
export async function assembleKernel(): Promise<Uint8Array> {
  const assembler = await wabt();
  const module = assembler.parseWat('kernel.wat', readFileSync(join(FOLDER, 'kernel.wat'), 'utf8'), {
    simd: true,
    relaxed_simd: true,
  });
  module.validate();
  const { buffer } = module.toBinary({ write_debug_names: false });
  module.destroy();
  return buffer;
}

if (import.meta.main) writeFileSync(join(FOLDER, 'kernel.wasm'), await assembleKernel());
