import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { releaseStatesFolder } from "../../tools/paths.mjs";
import { Project } from "../engine/project";

const folder = path.resolve(import.meta.dirname, "..", "..", releaseStatesFolder);
const releases = readdirSync(folder);

test("the states of the commit before the first release and of the next version are kept", () => {
  expect(releases).toEqual(expect.arrayContaining(["4b612e2", "0.1.0"]));
});

test.each(releases)(
  "a state that %s wrote shows no change, is updated without a write, and destroy restores what was there before it",
  async (release) => {
    const kept = (file: string): string => readFileSync(path.join(folder, release, file), "utf8");
    const project = await new Project().init();
    for (const file of ["index.js", "contoso.json", "contoso.state.json", "state.json"]) project.write(file, kept(file));
    await project.expectSuccess("stack", "import", "--file", "state.json");
    await project.expectSuccess("preview", "--expect-no-changes");
    await project.up();
    expect(project.deployment()).toBe(kept("contoso.state.json"));
    await project.expectSuccess("destroy", "--yes", "--skip-preview");
    expect(JSON.parse(project.deployment() ?? "")).toEqual(JSON.parse(kept("before.state.json")));
  },
);
