/**
 * Entries with one more, or with another value of one. One that is there keeps its place; a new one
 * goes before the first that belongs after it, so that taking it out again restores what was there.
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

/** Whether one name belongs after the other in the order of letters. */
export function inOrder(one: string, other: string): boolean {
  return one > other;
}

/** Entries without one. */
export function without<T>(entries: Record<string, T>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(entries).filter(([name]) => name !== key));
}
