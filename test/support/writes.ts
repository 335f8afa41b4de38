/**
 * Groups commands from `lync:log` by the pool that each is about. For a wider scope, it groups them
 * by noun and identity, because different nouns are independent there.
 */
export function byPool(commands: readonly string[]): Record<string, string[]> {
  const pools: Record<string, string[]> = {};
  for (const command of commands) {
    const [, noun = "", service, name = ""] = /^\w+-(\w+) -Identity '(Service:[^:]*:)?([^']*)'/.exec(command) ?? [];
    (pools[service === undefined ? `${noun} ${name}` : name] ??= []).push(command);
  }
  return pools;
}

/** Whether a command writes. A New with -InMemory stores nothing. */
export function isWrite(command: string): boolean {
  return /^(New|Set|Remove)-Cs/.test(command) && !command.includes(" -InMemory");
}

/** A command and its parameters, with the values as they are written. */
export interface Written {
  cmdlet: string;
  parameters: Record<string, string>;
}

/** Splits a command into its cmdlet and its parameters. */
export function partsOf(command: string): Written {
  const [cmdlet = "", ...words] = wordsOf(command);
  const parameters: Record<string, string> = {};
  let name = "";
  for (const word of words) {
    if (/^-[A-Z]/i.test(word)) name = word.slice(1);
    else parameters[name] = name in parameters ? `${parameters[name] ?? ""} ${word}` : word;
  }
  return { cmdlet, parameters };
}

/** Splits at spaces that are outside quotes and brackets. */
function wordsOf(command: string): string[] {
  const words = [""];
  let [depth, isQuoted] = [0, false];
  for (const character of command) {
    if (character === "'") isQuoted = !isQuoted;
    else if (!isQuoted && "([{".includes(character)) depth += 1;
    else if (!isQuoted && ")]}".includes(character)) depth -= 1;
    if (character === " " && !isQuoted && depth === 0) words.push("");
    else words[words.length - 1] = `${words.at(-1) ?? ""}${character}`;
  }
  return words;
}
