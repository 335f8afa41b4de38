import { expect, test } from "vitest";
import { Project } from "./project";

test("a program that serializes functions gets the modules that the SDK needs for it, and they are loaded only then", async () => {
  const project = await new Project().init();
  project.write(
    "index.js",
    `const pulumi = require("@pulumi/pulumi");
const loaded = () => ["typescript", "@npmcli/arborist"].filter((name) => require.resolve(name) in require.cache);
module.exports = async () => {
  const before = loaded();
  const { text } = await pulumi.runtime.serializeFunction(() => 42);
  const paths = await pulumi.runtime.computeCodePaths({ extraIncludePaths: ["index.js"] });
  return { before, text, paths: [...paths.keys()], after: loaded() };
};
`,
  );
  await project.up();
  expect(JSON.parse(await project.expectSuccess("stack", "output", "--json"))).toEqual({
    before: [],
    text: expect.stringContaining("return () => 42;"),
    paths: ["index.js"],
    after: ["typescript", "@npmcli/arborist"],
  });
});
