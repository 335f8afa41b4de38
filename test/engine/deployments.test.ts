import { describe, expect, test } from "vitest";
import { contoso } from "../support/contoso";
import { lineSaying } from "../support/saying";
import { passive, pool, webIdentity } from "./collections";
import { Project } from "./project";

const web = "CsWebServiceConfiguration";
const urn = `urn:pulumi:test::test::pulumi-nodejs:dynamic/lync:WebServiceConfiguration::${pool}-web`;

test("every command refuses a state of another deployment, and leaves both deployments and the state unchanged", async () => {
  const project = await new Project().init();
  project.declare([passive(pool)]);
  await project.up();
  const live = project.deployment();
  const state = await project.ours();
  project.write("other.json", JSON.stringify(contoso));
  project.write("Pulumi.test.yaml", "config:\n  lync:simulator: other.json\n");
  for (const command of [
    ["preview", "--refresh=false"],
    ["refresh", "--yes", "--skip-preview"],
    ["up", "--yes", "--skip-preview"],
    ["up", "--yes", "--skip-preview", "--refresh=false"],
    ["up", "--yes", "--skip-preview", "--replace", urn],
    ["up", "--yes", "--skip-preview", "--refresh=false", "--replace", urn],
    ["destroy", "--yes", "--skip-preview", "--refresh=false"],
  ]) {
    const { code, output } = await project.pulumi(...command);
    expect(code, command.join(" ")).not.toBe(0);
    // One clean line, which comes from check.
    if (command.at(-1) === "--refresh=false" && command[0] !== "destroy") expect(output).not.toContain("pulumi-lync: unsupported");
    expect(output, command.join(" ")).toMatch(lineSaying("otherDeployment", '"simulator:contoso.json"', '"simulator:other.json"'));
  }
  expect(project.deployment()).toBe(live);
  expect(project.exists("other.state.json")).toBe(false);
  expect(await project.ours()).toEqual(state);
});

describe("two stacks that declare the same identity", () => {
  test("with different values: the second is refused without adopt; with the same values: destroying either removes the collection", async () => {
    const project = await new Project().init();
    project.declare([passive(pool)]);
    await project.up();
    const live = project.deployment();
    await project.expectSuccess("stack", "init", "other");
    project.write("Pulumi.other.yaml", "config:\n  lync:simulator: contoso.json\n");

    project.declare([passive(pool, { maxGroupSizeToExpand: 7 })]);
    const { code, output } = await project.pulumi("up", "--yes");
    expect(code).not.toBe(0);
    expect(output).toMatch(lineSaying("alreadyExists", webIdentity));
    expect(output).toContain("maxGroupSizeToExpand: wanted 7, found 100");
    expect(project.deployment()).toBe(live);

    project.declare([passive(pool)]);
    expect(await project.up()).toContain("[takenOver]");
    expect((await project.ours()).map(({ id }) => id)).toEqual([webIdentity]);
    expect(project.deployment()).toBe(live);
    await project.expectSuccess("destroy", "--yes", "--skip-preview");
    expect(project.stored(web, webIdentity)).toBeUndefined();
  });
});

test("an identity that is declared twice is refused, in any case of letters, and also as an output", async () => {
  const project = await new Project().init();
  const twice = [
    ["one", webIdentity],
    ["two", webIdentity.replace("Service:WebServer", "SERVICE:WEBSERVER")],
  ];
  project.write(
    "index.js",
    `const lync = require("pulumi-lync"), pulumi = require("@pulumi/pulumi");
for (const [name, identity] of ${JSON.stringify(twice)}) new lync.WebServiceConfiguration(name, { identity: pulumi.output(identity), usePinAuth: false });`,
  );
  const { code, output } = await project.pulumi("up", "--yes");
  expect(code).not.toBe(0);
  expect(output).toMatch(lineSaying("declaredTwice", webIdentity));
  expect(project.deployment()).toBeUndefined();
});
