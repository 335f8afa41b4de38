/**
 * The text of a JSON file, as editors and PowerShell write it: in UTF-8 or UTF-16, with a mark at
 * its start or without one.
 *
 * @throws Error whose message says of "it" what is wrong.
 */
export function decodeJson(bytes: Uint8Array): string {
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch (error) {
    throw new Error("it is neither UTF-8 nor UTF-16; save it as UTF-8", { cause: error });
  }
}

/** What a JSON file says. @throws Error whose message says of "it" what is wrong. */
export function parseJson(bytes: Uint8Array): unknown {
  const text = decodeJson(bytes);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`it is no JSON: ${(error as Error).message}`, { cause: error });
  }
}

/**
 * JSON begins with a letter of ASCII, of which UTF-16 makes a zero and that letter: so it is told
 * without a mark, too.
 */
function encodingOf([first, second]: Uint8Array): string {
  if ((first === 0xff && second === 0xfe) || second === 0) return "utf-16le";
  if ((first === 0xfe && second === 0xff) || first === 0) return "utf-16be";
  return "utf-8";
}
