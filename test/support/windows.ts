/**
 * Whether tests of something are skipped, because it is not there on Windows: then a line says so.
 */
export function skippedOnWindows(what: string): boolean {
  if (process.platform !== "win32") return false;
  console.warn(`SKIPPED on Windows: ${what}.`);
  return true;
}
