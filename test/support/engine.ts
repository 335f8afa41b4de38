/**
 * Returns properties as the engine passes them from one verb to the next: as a copy, in which the
 * keys of every object are sorted.
 */
export function throughEngine<T>(value: T): T {
  return sorted(JSON.parse(JSON.stringify(value))) as T;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, sorted((value as Record<string, unknown>)[name])]));
}
