const swapped = (text: string): Buffer => Buffer.from(text, "utf16le").swap16();

/** How editors and PowerShell on Windows write a file, and what turns a text into it. */
export const encodings: readonly (readonly [what: string, encode: (text: string) => Buffer])[] = [
  ["UTF-8 with a mark", (text) => Buffer.from(`\uFEFF${text}`)],
  ["UTF-16 with a mark", (text) => Buffer.from(`\uFEFF${text}`, "utf16le")],
  ["UTF-16 without a mark", (text) => Buffer.from(text, "utf16le")],
  ["big-endian UTF-16 with a mark", (text) => swapped(`\uFEFF${text}`)],
  ["big-endian UTF-16 without a mark", swapped],
];
