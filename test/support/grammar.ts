import { createRequire } from "node:module";
import { Language, Parser, type Node } from "web-tree-sitter";

const require = createRequire(import.meta.url);

/** A parser for PowerShell. It uses the same grammar as editors. */
export async function powerShellParser(): Promise<Parser> {
  await Parser.init();
  return new Parser().setLanguage(await Language.load(require.resolve("tree-sitter-powershell/tree-sitter-powershell.wasm")));
}

/**
 * Returns the names of a script's commands in order, once for each place, and the places that
 * cannot be parsed.
 */
export async function parsePowerShell(script: string): Promise<{ commands: string[]; errors: string[] }> {
  const tree = (await powerShellParser()).parse(script);
  if (tree === null) throw new Error("the grammar gave no tree");
  const nodes = nodesIn(tree.rootNode);
  return {
    commands: nodes.filter(({ type }) => type === "command_name").map(({ text }) => text),
    errors: nodes
      .filter((node) => node.isError || node.isMissing)
      .map(({ text, startPosition }) => `line ${startPosition.row + 1}: ${text}`),
  };
}

function nodesIn(node: Node): Node[] {
  return [node, ...node.children.flatMap(nodesIn)];
}
