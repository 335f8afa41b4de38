/**
 * Adds an entry, or changes its value. An existing entry keeps its place. A new entry is put before
 * the first entry that belongs after it, so that removing it restores the earlier order.
 */
export function placed<T>(
  entries: Record<string, T>,
  entry: [key: string, value: T],
  isLater: (one: string, other: string) => boolean,
): Record<string, T> {
  const [key] = entry;
  const list = Object.entries(entries);
  if (Object.hasOwn(entries, key)) return Object.fromEntries([...list, entry]);
  const later = list.findIndex(([name]) => isLater(name, key));
  const at = later < 0 ? list.length : later;
  return Object.fromEntries([...list.slice(0, at), entry, ...list.slice(at)]);
}

/** Whether one name comes after the other in alphabetical order. */
export function inOrder(one: string, other: string): boolean {
  return one > other;
}

/** The entries without this one. */
export function without<T>(entries: Record<string, T>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(entries).filter(([name]) => name !== key));
}
