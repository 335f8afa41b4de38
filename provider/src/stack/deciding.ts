import { isMethod, isUnread, type Found, type Noun } from "../configurations/noun";

/** The settings that decide who can sign in how: the methods, and what they depend on. */
export function decidingSettings(noun: Noun): string[] {
  return Object.keys(noun.settings).filter((property) => isMethod(noun, property) || noun.settings[property]?.decidesSignIn === true);
}

/** Those among them that could not be read. */
export function decidingUnread(noun: Noun, found: Found): string[] {
  return decidingSettings(noun).filter((property) => isUnread(found, property));
}
