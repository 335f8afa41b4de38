/**
 * Decodes a JSON file as editors and PowerShell write it: in UTF-8 or UTF-16, with or without a
 * byte order mark.
 *
 * @throws Error whose message has "it" as the subject, for a caller that names the file.
 */
export function decodeJson(bytes: Uint8Array): string {
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch (error) {
    throw new Error("it is neither UTF-8 nor UTF-16; save it as UTF-8", { cause: error });
  }
}

/**
 * Parses a JSON file.
 *
 * @throws Error whose message has "it" as the subject, for a caller that names the file.
 */
export function parseJson(bytes: Uint8Array): unknown {
  const text = decodeJson(bytes);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`it is not valid JSON: ${(error as Error).message}`, { cause: error });
  }
}

/**
 * JSON begins with an ASCII character, which UTF-16 encodes as that character and a zero byte. So
 * the encoding is known even without a byte order mark.
 */
function encodingOf([first, second]: Uint8Array): string {
  if ((first === 0xff && second === 0xfe) || second === 0) return "utf-16le";
  if ((first === 0xfe && second === 0xff) || first === 0) return "utf-16be";
  return "utf-8";
}
