/**
 * Sets an entry of a map as its newest and drops the oldest where there are more than `most`: what an isolate remembers
 * is bounded. A map that is also read through this, by setting again what was found, drops what was used least recently.
 */
export function keepNewest<Key, Value>(map: Map<Key, Value>, key: Key, value: Value, most: number): void {
  map.delete(key); // a map keeps the order in which keys were first set
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= most) return;
    map.delete(oldest);
  }
}
