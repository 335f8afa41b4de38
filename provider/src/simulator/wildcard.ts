/** Whether a text matches a PowerShell wildcard pattern: `*`, `?`, `[abc]`, `[a-z]`, and a backtick before what stands for itself. */
export function matchesWildcard(text: string, pattern: string): boolean {
  let source = "";
  for (let at = 0; at < pattern.length; at += 1) {
    const letter = pattern.charAt(at);
    const end = letter === "[" ? pattern.indexOf("]", at + 1) : -1;
    if (letter === "`" && at + 1 < pattern.length) source += escape(pattern.charAt((at += 1)));
    else if (letter === "*") source += "[^]*";
    else if (letter === "?") source += "[^]";
    else if (end > at + 1) {
      source += `[${pattern.slice(at + 1, end).replace(/[\\^\]]/g, "\\$&")}]`;
      at = end;
    } else source += escape(letter);
  }
  return new RegExp(`^${source}$`, "iu").test(text);
}

function escape(letter: string): string {
  return letter.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
}
