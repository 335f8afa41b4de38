import { isMethod, isUnread, type Found, type Noun } from "../configurations/noun";

/**
 * The settings that decide how users sign in: the methods, and the settings that they depend on.
 */
export function decidingSettings(noun: Noun): string[] {
  return Object.keys(noun.settings).filter((property) => isMethod(noun, property) || noun.settings[property]?.decidesSignIn === true);
}

/** The settings that decide how users sign in and that could not be read. */
export function decidingUnread(noun: Noun, found: Found): string[] {
  return decidingSettings(noun).filter((property) => isUnread(found, property));
}
