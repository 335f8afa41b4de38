const swapped = (text: string): Buffer => Buffer.from(text, "utf16le").swap16();

/**
 * The encodings that editors and PowerShell write on Windows, each with a function that encodes a
 * text.
 */
export const encodings: readonly (readonly [what: string, encode: (text: string) => Buffer])[] = [
  ["UTF-8 with a mark", (text) => Buffer.from(`\uFEFF${text}`)],
  ["UTF-16 with a mark", (text) => Buffer.from(`\uFEFF${text}`, "utf16le")],
  ["UTF-16 without a mark", (text) => Buffer.from(text, "utf16le")],
  ["big-endian UTF-16 with a mark", (text) => swapped(`\uFEFF${text}`)],
  ["big-endian UTF-16 without a mark", swapped],
];
