/**
 * Sets of slots as the bits of one number, and the question whether every typed word can have a slot of its own.
 */

/** The lowest slot of a set that is not empty. */
function lowest(slots: number): number {
  return 31 - Math.clz32(slots & -slots);
}

/** Gives each word the first slot of its set after the slot of the word before; false where that is not possible. */
export function assignInOrder(sets: Int32Array, count: number, slots: Int8Array): boolean {
  let after = -1; // all slots
  for (let word = 0; word < count; word++) {
    const possible = sets[word]! & after;
    if (possible === 0) return false;
    const slot = lowest(possible);
    slots[word] = slot;
    after = -2 << slot;
  }
  return true;
}

/** Gives each word a slot of its set that no other word has; false where that is not possible. */
export function assign(sets: Int32Array, count: number, slots: Int8Array): boolean {
  let taken = 0;
  for (let word = 0; word < count; word++) {
    const free = sets[word]! & ~taken;
    if (free === 0) return assignByAugmenting(sets, count, slots);
    const slot = lowest(free);
    slots[word] = slot;
    taken |= 1 << slot;
  }
  return true;
}

/** The same when words compete for slots: a word may push another to a different slot of its set (Kuhn). */
function assignByAugmenting(sets: Int32Array, count: number, slots: Int8Array): boolean {
  slots.fill(-1, 0, count);
  for (let word = 0; word < count; word++) {
    tried = 0;
    if (!push(sets, word, count, slots)) return false;
  }
  return true;
}

/** Slots that the present search has already tried to free. */
let tried = 0;

function push(sets: Int32Array, word: number, count: number, slots: Int8Array): boolean {
  for (;;) {
    const possible = sets[word]! & ~tried;
    if (possible === 0) return false;
    const slot = lowest(possible);
    tried |= 1 << slot;
    let holder = 0;
    while (holder < count && slots[holder] !== slot) holder += 1;
    if (holder === count || push(sets, holder, count, slots)) {
      slots[word] = slot;
      return true;
    }
  }
}
