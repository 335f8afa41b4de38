/** Ends a text as a sentence, because texts of other modules may end without a full stop. */
export function asSentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
