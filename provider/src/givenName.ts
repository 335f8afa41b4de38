/**
 * The names that a user may give to a deployment. None of them can be confused with a path or a
 * list of pools.
 */
export const givenNames = 'a name of up to 60 letters, digits, blanks, - and _, which is not "local"';

/** Whether a name is allowed as a deployment's given name. */
export function isGivenName(name: string): boolean {
  return /^[\p{L}\p{N}][\p{L}\p{N} _-]{0,59}$/u.test(name) && name.toLowerCase() !== "local";
}
