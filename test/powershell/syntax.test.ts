import { readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Node, Parser } from "web-tree-sitter";
import { powerShellParser } from "../support/grammar";

const checkout = path.join(import.meta.dirname, "..", "..");
const files = ["provider/src/powershell/agent.ps1", "provider/src/simulator/LyncSimulator.psm1", "test/fixtures/LyncValues.psm1"];

// The parts of the grammar that are newer than Windows PowerShell 3.0, which is the oldest version
// that the administrative tools support. Each is a type of node, and the beginning of its text. 3.0
// reads the number of a stream that it does not have as an argument.
const newer: [type: string, text: RegExp][] = [
  ["class_statement", /^/],
  ["enum_statement", /^/],
  ["pipeline_chain_tail", /^/],
  ["generic_token", /^6>/],
  ["merging_redirection_operator", /^6>/],
  ["invokation_expression", /^\S*::new\b/i],
  ["command", /^using\s/i],
];

let parser: Parser;

beforeAll(async () => {
  parser = await powerShellParser();
});

/** The parts of a script that PowerShell 3.0 cannot read, each with its line and its text. */
function faults(script: string): string[] {
  const tree = parser.parse(script);
  if (tree === null) throw new Error("the grammar gave no tree");
  return faultsIn(tree.rootNode);
}

function faultsIn(node: Node): string[] {
  const place = `line ${node.startPosition.row + 1}`;
  const text = JSON.stringify(node.text.slice(0, 60));
  if (node.isMissing) return [`${place}: ${node.type} is missing`];
  if (node.isError) return [`${place}: cannot be read: ${text}`];
  if (newer.some(([type, start]) => node.type === type && start.test(node.text))) return [`${place}: newer than 3.0: ${text}`];
  return node.children.flatMap(faultsIn);
}

describe("the PowerShell files are in the syntax of PowerShell 3.0:", () => {
  test.each(files)("%s", (file) => {
    expect(faults(readFileSync(path.join(checkout, file), "utf8"))).toEqual([]);
  });

  // Windows PowerShell reads a file without a byte order mark in the machine's code page.
  test.each(files)("%s is ASCII", (file) => {
    expect(readFileSync(path.join(checkout, file), "utf8")).toMatch(/^[\n\x20-\x7e]*$/);
  });

  test.each(files)("%s is refused if one of its braces is missing", (file) => {
    const script = readFileSync(path.join(checkout, file), "utf8");
    const at = script.indexOf("}", script.length / 2);
    expect(faults(script.slice(0, at) + script.slice(at + 1))).not.toEqual([]);
  });
});

describe("what PowerShell 3.0 cannot read is found:", () => {
  test("a broken file, with the line and the text of the error", () => {
    const script = readFileSync(path.join(checkout, "test", "fixtures", "broken.ps1"), "utf8");
    expect(faults(script)).toEqual(['line 4: cannot be read: "-eq"']);
  });

  test.each([
    ["the null coalescing operator", "$a ?? 1"],
    ["the null coalescing assignment", "$a ??= 1"],
    ["the ternary operator", "$a ? 1 : 2"],
    ["the chain operator &&", "Get-Item a && Get-Item b"],
    ["the chain operator ||", "Get-Item a || Get-Item b"],
    ["a null-conditional member", "${a}?.b"],
    ["a class", "class A { [string] $B }"],
    ["an enum", "enum A { B }"],
    ["a constructor's call", "[Collections.ArrayList]::new()"],
    ["a using statement", "using namespace System"],
    ["the redirection of the information stream", "Get-Item a 6>$null"],
    ["the redirection of the information stream to another", "Get-Item a 6>&1"],
    ["a string without its end", "$a = 'b"],
  ])("%s", (_, script) => {
    expect(faults(`$before = 1\n${script}\n`)).not.toEqual([]);
  });
});
