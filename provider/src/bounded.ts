/** A text that is cut where it is longer than a message should be, and says so. */
export function bounded(text: string, length: number): string {
  if (text.length <= length) return text;
  // Not between the halves of a surrogate pair.
  const kept = text.slice(0, length).replace(/\p{Surrogate}$/u, "");
  return `${kept}… (${text.length - kept.length} more characters)`;
}
