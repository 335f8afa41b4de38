import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { lineSaying } from "../support/saying";
import { certificateAlone, pool, proxyIdentity } from "./collections";
import { Project } from "./project";

test("a collection that get reads is not managed by this stack, so declaring it takes over an existing collection", async () => {
  const project = await new Project().init();
  const byHand = { CsProxyConfiguration: { [proxyIdentity]: { MaxKeepAliveInterval: 5 } } };
  project.write("contoso.state.json", `${JSON.stringify(byHand, undefined, 2)}\n`);
  const before = project.deployment();
  const declaring = readFileSync(path.join(project.folder, "index.js"), "utf8");
  project.write("index.js", `require("pulumi-lync").ProxyConfiguration.get("read", ${JSON.stringify(proxyIdentity)});`);
  await project.up();
  expect((await project.ours())[0]?.outputs).toMatchObject({ maxKeepAliveInterval: 5, deployment: "simulator:contoso.json" });
  project.write("index.js", declaring);
  project.declare([certificateAlone("Registrar", pool)]);
  const { code, output } = await project.pulumi("up", "--yes", "--skip-preview");
  expect(code).not.toBe(0);
  expect(output).toMatch(lineSaying("alreadyExists", proxyIdentity));
  expect(project.deployment()).toBe(before);
});
