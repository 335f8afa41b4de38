import { describe, expect, test } from "vitest";
import { contoso } from "../support/contoso";
import { certificateAlone, enterprisePool, passive, pool, webIdentity } from "./collections";
import { Project } from "./project";

describe("in a real preview,", () => {
  test("a refusal in the preview of an up ends the up before anything is written", async () => {
    const project = await new Project().init();
    project.write("Pulumi.test.yaml", "config:\n  lync:simulator: contoso.json\n  lync:log: cmdlets.jsonl\n");
    const director = passive("Director01.contoso.com");
    project.declare([director, { ...passive(pool, { wsFedPassiveMetadataUri: undefined }), dependsOn: [director.name] }]);
    const { code, output } = await project.pulumi("up", "--yes");
    expect(code).not.toBe(0);
    expect(output).toContain("[noMetadataUri]");
    expect(project.cmdlets()).not.toEqual([]);
    expect(project.writes()).toEqual([]);
    expect(project.deployment()).toBeUndefined();
  });

  test("passive together with modern authentication is refused unless it is allowed", async () => {
    const project = await new Project({ topology: { ...contoso, serverVersion: 2015, modernAuthentication: true } }).init();
    project.declare([passive(pool)]);
    const { code, output } = await project.pulumi("preview");
    expect(code).not.toBe(0);
    expect(output).toContain("[modernAuthentication]");
    expect(output).toContain("allowWithModernAuthentication: true");
    project.declare([passive(pool, { allowWithModernAuthentication: true })]);
    await project.up();
    expect(project.stored("CsWebServiceConfiguration", webIdentity)).toMatchObject({ UseWsFedPassiveAuth: true });
  });

  test("a warning is reported at its resource, in the preview of a creation and of a change", async () => {
    const project = await new Project().init();
    const warningsOf = async (): Promise<(string | undefined)[]> => {
      const preview = JSON.parse(await project.expectSuccess("preview", "--json")) as { diagnostics?: { urn?: string; message: string }[] };
      return (preview.diagnostics ?? [])
        .filter(({ message }) => message.includes("[otherMethodLeft]"))
        .map(({ urn }) => urn?.split("::").at(-1));
    };
    project.declare([passive(pool, { usePinAuth: true })]);
    expect(await warningsOf()).toEqual([`${pool}-web`]);
    await project.up();
    project.declare([passive(pool, { usePinAuth: true, useCertificateAuth: true })]);
    expect(await warningsOf()).toEqual([`${pool}-web`]);
  });

  test("a value that is known only during the up is judged then, before the first write", async () => {
    const project = await new Project().init();
    project.write(
      "index.js",
      `const lync = require("pulumi-lync");
const first = new lync.ProxyConfiguration("first", { identity: "service:EdgeServer:EdgePool01.contoso.com", maxKeepAliveInterval: 5 });
new lync.WebServiceConfiguration("second", {
  identity: ${JSON.stringify(webIdentity)}, usePinAuth: false, useWindowsAuth: "None", useWsFedPassiveAuth: false,
  useCertificateAuth: first.signInMethods.apply((methods) => methods === "never"),
});`,
    );
    await project.expectSuccess("preview");
    const { code, output } = await project.pulumi("up", "--yes", "--skip-preview");
    expect(code).not.toBe(0);
    expect(output).toContain("[noMethodLeft]");
    expect(project.stored("CsWebServiceConfiguration", webIdentity)).toBeUndefined();
  });

  test("the procedure itself is neither refused nor warned about", async () => {
    const project = await new Project().init();
    project.declare([
      passive("Director01.contoso.com"),
      ...enterprisePool,
      certificateAlone("EdgeServer", "EdgePool01.contoso.com", [`${pool}-web`]),
    ]);
    const output = await project.expectSuccess("up", "--yes");
    expect(output).not.toContain("warning:");
  });
});

test("modern authentication that is turned on later blocks neither an unchanged pool nor the removal of another", async () => {
  const project = await new Project().init();
  const other = "StandardServer01.contoso.com";
  project.declare([passive(pool), passive(other)]);
  await project.up();
  project.write("contoso.json", JSON.stringify({ ...contoso, modernAuthentication: true }));
  project.declare([passive(pool)]);
  expect(await project.up()).toContain("[modernAuthentication]");
  expect(project.stored("CsWebServiceConfiguration", `Service:WebServer:${other}`)).toBeUndefined();
  expect(project.stored("CsWebServiceConfiguration", webIdentity)).toMatchObject({ UseWsFedPassiveAuth: true });
});
