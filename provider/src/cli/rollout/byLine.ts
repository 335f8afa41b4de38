/**
 * Collects the pieces of an output and passes on whole lines. It leaves out the lines that only
 * show that Pulumi is still working.
 */
export function byLine(say: (line: string) => void): (text: string) => void {
  let rest = "";
  return (text) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (!/^(?:@ updating)?[.\s]*$/.test(line)) say(line.trimEnd());
  };
}
