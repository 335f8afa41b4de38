import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { webIdentity } from "./collections";
import { Project } from "./project";

test("an inline program runs as often as one likes in a process: nothing is declared twice by that", async () => {
  const project = await new Project().init();
  project.write(
    "inline.js",
    `const { LocalWorkspace } = require("@pulumi/pulumi/automation");
const lync = require("pulumi-lync");
const program = async () => {
  new lync.WebServiceConfiguration("web", { identity: ${JSON.stringify(webIdentity)}, maxGroupSizeToExpand: 7 });
};
(async () => {
  const stack = await LocalWorkspace.createOrSelectStack({ stackName: "test", projectName: "test", program }, { workDir: __dirname });
  await stack.preview();
  await stack.up();
  const { stdout, summary } = await stack.up();
  console.log(stdout, JSON.stringify(summary.resourceChanges));
})().catch((error) => { console.error(error.message); process.exitCode = 1; });
`,
  );
  const { stdout } = await promisify(execFile)(process.execPath, ["inline.js"], { cwd: project.folder, env: project.environment });
  expect(stdout).toContain('{"same":2}');
  // Each run says it.
  expect(stdout).toContain("simulated deployment: contoso.json");
  expect(project.stored("CsWebServiceConfiguration", webIdentity)).toEqual({ MaxGroupSizeToExpand: 7 });
});
