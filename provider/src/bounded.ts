/** Cuts a text that is longer than `length`, and says how many characters are missing. */
export function bounded(text: string, length: number): string {
  if (text.length <= length) return text;
  // Never cuts a surrogate pair in half.
  const kept = text.slice(0, length).replace(/\p{Surrogate}$/u, "");
  return `${kept}… (${text.length - kept.length} more characters)`;
}
