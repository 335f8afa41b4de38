/** A pattern that PowerShell refuses, because a range is reversed or a bracket is not closed. */
export class InvalidWildcard extends Error {}

/**
 * Whether a text matches a PowerShell wildcard pattern: `*`, `?`, `[abc]`, `[a-z]`, and a backtick
 * before a character that has no special meaning.
 */
export function matchesWildcard(text: string, pattern: string): boolean {
  return expressionOf(pattern).test(text);
}

/** @throws InvalidWildcard */
function expressionOf(pattern: string): RegExp {
  let source = "";
  for (let at = 0; at < pattern.length; at += 1) {
    const letter = pattern.charAt(at);
    if (letter === "`" && at + 1 < pattern.length) source += escape(pattern.charAt((at += 1)));
    else if (letter === "*") source += "[^]*";
    else if (letter === "?") source += "[^]";
    else if (letter === "[") {
      const set = readSet(pattern, at + 1);
      source += set.source;
      at = set.end;
    } else source += escape(letter);
  }
  return new RegExp(`^${source}$`, "i");
}

// The first character of a set is always one of its letters, even a closing bracket. A backtick
// removes the special meaning of the next character, even that of a hyphen.
function readSet(pattern: string, from: number): { source: string; end: number } {
  const letters: { letter: string; isHyphen: boolean }[] = [];
  let at = from;
  for (; at < pattern.length; at += 1) {
    const letter = pattern.charAt(at);
    if (letter === "]" && at > from) return { source: `[${sourceOf(letters, pattern)}]`, end: at };
    const isEscaped = letter === "`" && at + 1 < pattern.length;
    if (isEscaped) at += 1;
    letters.push({ letter: pattern.charAt(at), isHyphen: letter === "-" });
  }
  throw new InvalidWildcard(`The specified wildcard character pattern is not valid: ${pattern}`);
}

function sourceOf(letters: readonly { letter: string; isHyphen: boolean }[], pattern: string): string {
  let source = "";
  for (let at = 0; at < letters.length; at += 1) {
    const [first = "", last] = [letters[at]?.letter, letters[at + 2]?.letter];
    if (letters[at + 1]?.isHyphen !== true || last === undefined) {
      source += escape(first);
      continue;
    }
    if (first > last) throw new InvalidWildcard(`The specified wildcard character pattern is not valid: ${pattern}`);
    source += `${escape(first)}-${escape(last)}`;
    at += 2;
  }
  return source;
}

function escape(letter: string): string {
  return letter.replace(/[.*+?^${}()|[\]\\/-]/, "\\$&");
}
