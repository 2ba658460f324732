/**
 * Feature -> row, by checksum: a bucket for each value of a checksum's upper 16 bits, whose members stand side by side.
 *
 * CRC-32 spreads evenly, so a bucket of 114,688 rows holds fewer than two on average. Built in one counting sort when
 * the file is opened, about 2 ms; 1.2 MB.
 */
const BUCKETS = 0x10000;

export interface Vocabulary {
  /** The row of a checksum; `-1` for one that is not stored. */
  find(checksum: number): number;
}

/** checksums[row] belongs to the row; all different. */
export function openVocabulary(checksums: Uint32Array): Vocabulary {
  const starts = new Uint32Array(BUCKETS + 1);
  for (let row = 0; row < checksums.length; row++) starts[(checksums[row]! >>> 16) + 1]! += 1;
  for (let bucket = 0; bucket < BUCKETS; bucket++) starts[bucket + 1]! += starts[bucket]!;
  const next = starts.slice();
  const members = new Uint32Array(checksums.length);
  const rows = new Uint32Array(checksums.length);
  for (let row = 0; row < checksums.length; row++) {
    const checksum = checksums[row]!;
    const place = next[checksum >>> 16]!++;
    members[place] = checksum;
    rows[place] = row;
  }
  return {
    find(checksum) {
      const bucket = checksum >>> 16;
      const end = starts[bucket + 1]!;
      for (let place = starts[bucket]!; place < end; place++) if (members[place] === checksum) return rows[place]!;
      return -1;
    },
  };
}
