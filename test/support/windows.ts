/**
 * Whether tests are skipped because their subject does not exist on Windows. If so, a line says it.
 */
export function skippedOnWindows(what: string): boolean {
  if (process.platform !== "win32") return false;
  console.warn(`SKIPPED on Windows: ${what}.`);
  return true;
}
