/** A text as a sentence: with a full stop at its end, because other modules' texts may lack one. */
export function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
