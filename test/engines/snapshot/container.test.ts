import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checksum, jsonSection, readContainer, writeContainer } from '../../../worker/engines/snapshot/container.ts';

const file = () =>
  writeContainer({ bytes: Uint8Array.of(1, 2, 3), numbers: Float32Array.of(1.5, -2), name: jsonSection('nurse') });

describe('container', () => {
  it('gives back what was written, as views into the file', () => {
    const bytes = file();
    const read = readContainer(bytes);
    if (!read.ok) throw new Error(read.failure.reason);
    expect(read.value.names).toEqual(['bytes', 'numbers', 'name']);
    expect([...read.value.uint8('bytes')]).toEqual([1, 2, 3]);
    expect([...read.value.float32('numbers')]).toEqual([1.5, -2]);
    expect(read.value.json('name')).toBe('nurse');
    expect(read.value.float32('numbers').buffer).toBe(bytes.buffer);
  });

  it('round-trips any sections, deterministically', () => {
    const section = fc.oneof(
      fc.uint8Array({ maxLength: 50 }),
      fc.uint32Array({ maxLength: 20 }),
      fc.int8Array({ maxLength: 50 }),
      fc.float32Array({ noNaN: true, maxLength: 20 }),
    );
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[a-z.]{1,12}$/), section, { noNullPrototype: true, maxKeys: 6 }),
        (sections) => {
          const bytes = writeContainer(sections);
          expect(writeContainer(sections)).toEqual(bytes);
          const read = readContainer(bytes);
          if (!read.ok) throw new Error(read.failure.reason);
          for (const [name, array] of Object.entries(sections)) {
            if (array instanceof Uint32Array) expect(read.value.uint32(name)).toEqual(array);
            if (array instanceof Float32Array) expect(read.value.float32(name)).toEqual(array);
          }
        },
      ),
    );
  });

  it('refuses a file with any single bit changed, except in the padding between sections', () => {
    const bytes = file();
    const original = readContainer(bytes);
    if (!original.ok) throw new Error('unreadable');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: bytes.length - 1 }), fc.integer({ min: 0, max: 7 }), (index, bit) => {
        const damaged = bytes.slice();
        damaged[index]! ^= 1 << bit;
        const read = readContainer(damaged);
        if (read.ok) {
          expect([...read.value.uint8('bytes')]).toEqual([1, 2, 3]);
          expect([...read.value.float32('numbers')]).toEqual([1.5, -2]);
          expect(read.value.json('name')).toBe('nurse');
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('names the section that is damaged, truncated or missing', () => {
    const bytes = file();
    const damaged = bytes.slice();
    damaged[damaged.length - 8]! ^= 1;
    expect(readContainer(damaged)).toMatchObject({ ok: false, failure: { reason: 'checksum', section: 'name' } });
    expect(readContainer(bytes.slice(0, -8))).toMatchObject({
      ok: false,
      failure: { reason: 'truncated', section: 'name' },
    });
    expect(readContainer(bytes.slice(0, 10))).toMatchObject({
      ok: false,
      failure: { reason: 'truncated', section: 'header' },
    });
    expect(readContainer(new TextEncoder().encode('PK\u0003\u0004 a zip file, not a snapshot'))).toMatchObject({
      ok: false,
      failure: { reason: 'foreign_file', section: 'header' },
    });
    const read = readContainer(bytes);
    if (!read.ok) throw new Error(read.failure.reason);
    expect(() => read.value.uint32('absent')).toThrow('section "absent" is refused (missing_section)');
    expect(() => read.value.uint32('bytes')).toThrow('section "bytes" is refused (wrong_type)');
  });

  it('computes MurmurHash3 as its reference implementation does', () => {
    // Published test vectors for x86, 32 bit, seed 0.
    expect(checksum(new TextEncoder().encode(''))).toBe(0);
    expect(checksum(new TextEncoder().encode('test'))).toBe(0xba6bd213);
    expect(checksum(new TextEncoder().encode('Hello, world!'))).toBe(0xc0363e43);
  });
});
