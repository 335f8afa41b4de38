import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { nouns } from "../../provider/src/configurations/nouns";

const agent = readFileSync(path.resolve(import.meta.dirname, "..", "..", "provider", "src", "powershell", "agent.ps1"), "utf8");
const listed = /^\$LyncCmdlets = @\(([^)]*)\)/m.exec(agent)?.[1]?.match(/[\w-]+/g) ?? [];

test.each(nouns.map((noun) => [noun.cs, noun] as const))(
  "the agent may run the cmdlets of %s, and those that make the elements of its lists",
  (cs, noun) => {
    const makers = Object.values(noun.settings).flatMap(({ csType }) => (csType.name === "PSListModifier" ? [csType.element.cmdlet] : []));
    expect(listed).toEqual(expect.arrayContaining([...["New", "Get", "Set", "Remove"].map((verb) => `${verb}-${cs}`), ...makers]));
  },
);
