/** Lists the first items in words, and says how many more there are. */
export function firstFew(all: readonly string[], most: number): string {
  const named = all.slice(0, most).join(", ");
  return all.length > most ? `${named} and ${all.length - most} more` : named;
}
