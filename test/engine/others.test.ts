import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { certificateAlone, enterprisePool, pool, proxyIdentity } from "./collections";
import { Project } from "./project";

test("a collection that get reads is not this stack's: to declare it is to take over somebody else's", async () => {
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
  expect(output).toContain(`"${proxyIdentity}" already has a ProxyConfiguration that this stack does not manage`);
  expect(project.deployment()).toBe(before);
});

test("a state of another deployment is refused by a preview and an up that do not refresh, too, and nothing is written anywhere", async () => {
  const project = await new Project().init();
  project.declare(enterprisePool);
  await project.up();
  const live = project.deployment();
  const before = await project.ours();
  project.write("other.json", readFileSync(path.join(project.folder, "contoso.json"), "utf8"));
  project.write("Pulumi.test.yaml", "config:\n  lync:simulator: other.json\n");
  for (const args of [["preview"], ["up", "--yes", "--skip-preview"]]) {
    const { code, output } = await project.pulumi(...args, "--refresh=false");
    expect(code).not.toBe(0);
    expect(output).toContain('belongs to the deployment "simulator:contoso.json"');
    // One clean line, from check.
    expect(output).not.toContain("pulumi-lync: unsupported");
  }
  expect(project.deployment()).toBe(live);
  expect(existsSync(path.join(project.folder, "other.state.json"))).toBe(false);
  expect(await project.ours()).toEqual(before);
});
