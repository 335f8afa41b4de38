import { expect, test } from "vitest";
import { messagesInPowerShell, messagesInScript } from "../../tools/messages.mjs";

test("a script's messages are its texts of three words or more, with their lines", () => {
  const source = [
    'import { a } from "./a file of words";',
    "// no comment is a message",
    'throw new Error("The pool does not exist.");',
    "const text = `The pool ${pool} has ${count} servers.`;",
    'const name = "two words";',
    "const code = `${a} ${b} ${c}`;",
  ].join("\n");
  expect(messagesInScript("a.ts", source)).toEqual([
    { line: 3, text: "The pool does not exist." },
    { line: 4, text: "The pool … has … servers." },
  ]);
});

test("PowerShell's messages are its texts in quotes, with their lines", () => {
  const source = "# 'none of a comment'\nthrow \"The module $name is not there.\"\n$a = 'two words'\nWrite-Warning 'It goes on anyway.'";
  expect(messagesInPowerShell(source)).toEqual([
    { line: 2, text: "The module $name is not there." },
    { line: 4, text: "It goes on anyway." },
  ]);
});
