import { mkdirSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { rolldown } from "rolldown";
import { expect, test } from "vitest";
import { lineSaying } from "../support/saying";
import { webIdentity } from "./collections";
import { Project } from "./project";

const packageFolder = path.dirname(createRequire(import.meta.url).resolve("pulumi-lync/package.json"));
const sdkFolder = path.dirname(createRequire(import.meta.url).resolve("@pulumi/pulumi/package.json"));

test("pulumi-lync inside a component package or a bundle says in one line what the program's package.json lacks, and works once that is added", async () => {
  const project = await new Project().init();
  const link = (target: string, ...place: string[]): void => {
    const at = path.join(project.folder, "node_modules", ...place);
    mkdirSync(path.dirname(at), { recursive: true });
    symlinkSync(target, at, "junction");
  };
  // Only the component package finds pulumi-lync, as with pnpm, or with npm if it cannot hoist the
  // package.
  rmSync(path.join(project.folder, "node_modules"));
  link(sdkFolder, "@pulumi", "pulumi");
  link(packageFolder, "@company", "components", "node_modules", "pulumi-lync");
  const component = path.join("node_modules", "@company", "components");
  project.write(path.join(component, "package.json"), JSON.stringify({ name: "@company/components", main: "index.js" }));
  project.write(
    path.join(component, "index.js"),
    `const lync = require("pulumi-lync");
exports.declare = () => new lync.WebServiceConfiguration("web", { identity: ${JSON.stringify(webIdentity)}, maxGroupSizeToExpand: 7 });
`,
  );
  project.write("index.js", 'require("@company/components").declare();\n');
  const refused = async (): Promise<void> => {
    const { code, output } = await project.pulumi("preview");
    expect(code).not.toBe(0);
    expect(output).toMatch(lineSaying("unsupported", 'Add "pulumi-lync": "', '" to "dependencies" in ', "package.json"));
    expect(output).not.toMatch(/Cannot find module|^\s*at /m);
  };
  await refused();

  const bundle = await rolldown({ input: path.join(project.folder, "index.js"), platform: "node", external: /^@pulumi\/pulumi/ });
  await bundle.write({ file: path.join(project.folder, "index.js"), format: "cjs" });
  await bundle.close();
  rmSync(path.join(project.folder, component), { recursive: true });
  await refused();

  link(packageFolder, "pulumi-lync");
  await project.up();
  expect(project.stored("CsWebServiceConfiguration", webIdentity)).toEqual({ MaxGroupSizeToExpand: 7 });
});
