/**
 * Hands on whole lines, for output arrives in pieces; those that only show that Pulumi is at work
 * are left out.
 */
export function byLine(say: (line: string) => void): (text: string) => void {
  let rest = "";
  return (text) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (!/^(?:@ updating)?[.\s]*$/.test(line)) say(line.trimEnd());
  };
}
