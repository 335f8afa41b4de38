/** The names that may be given to a deployment: none that looks like a way, or like pools. */
export const givenNames = 'a name of up to 60 letters, digits, blanks, - and _, which is not "local"';

/** Whether a name is one of them. */
export function isGivenName(name: string): boolean {
  return /^[\p{L}\p{N}][\p{L}\p{N} _-]{0,59}$/u.test(name) && name.toLowerCase() !== "local";
}
