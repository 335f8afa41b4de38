import { describe, expect, test } from "vitest";
import type { Format } from "../../../provider/src/cli/plan/format";
import { markdownOf } from "../../../provider/src/cli/plan/markdown";
import { planOf, type Plan } from "../../../provider/src/cli/plan/plan";
import { scriptOf } from "../../../provider/src/cli/plan/script";
import { plainTextOf } from "../../../provider/src/cli/plan/text";
import { unknownValue } from "../../../provider/src/stack/unknown";
import { simulate } from "../../support/simulated";
import { passive, planned, preview, step, urnOf } from "../../support/previews";

describe("what a preview hides", () => {
  test("a secret stays [secret], a value that is not known yet is said so, and neither script runs as it stands", async () => {
    const secret = await planned([
      step("create", "a", {
        news: passive("a.contoso.com", { wsFedPassiveMetadataUri: "[secret]", secretSettings: ["wsFedPassiveMetadataUri"] }),
      }),
    ]);
    expect(secret.changes[0]?.cmdlets[0]).toContain("-WsFedPassiveMetadataUri [secret]");
    expect(scriptOf(secret)).toContain("throw 'Put in each value that stands as [secret] or [not known yet]");
    const unknown = await planned([
      step("create", "a", {
        news: passive("a.contoso.com", {
          trustedCACerts: [unknownValue],
          useCertificateAuth: unknownValue,
        }),
      }),
    ]);
    expect(unknown.changes[0]?.cmdlets[0]).toContain("-TrustedCACerts [not known yet] -UseCertificateAuth [not known yet]");
    expect(unknown.changes[0]?.after).toBeUndefined();
    expect(scriptOf(unknown)).toContain("throw 'Put in each value");
    const plain = await planned([
      step("create", "a", { news: passive("a.contoso.com", { wsFedPassiveMetadataUri: "https://x/ [secret] " }) }),
    ]);
    expect(scriptOf(plain)).not.toContain("throw");
  });

  test("a secret that becomes plain: what undoes the change, or the rename, does not tell it", async () => {
    const { deployment, run } = simulate();
    const identity = "Service:WebServer:LyncPool01.contoso.com";
    await run({ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: identity, MACResolverUrl: "https://hunter2" } });
    const secret = { secretSettings: ["macResolverUrl"], signInMethods: "none", deployment: deployment.name };
    const olds = { identity, macResolverUrl: "[secret]", ...secret };
    const news = { identity, macResolverUrl: "https://plain" };
    for (const steps of [[step("update", "web", { olds, news })], [step("create", "new", { news }), step("delete", "web", { olds })]]) {
      const text = plainTextOf(await planOf(preview(steps, []), deployment));
      expect(text).toContain("-MACResolverUrl 'https://plain'");
      expect(text).toContain("-MACResolverUrl [secret]");
      expect(text).not.toContain("hunter");
    }
  });

  test("how long a certificate works on, where that is a secret", async () => {
    const news = passive("a.contoso.com", { defaultValidityPeriodHours: 4711, secretSettings: ["defaultValidityPeriodHours"] });
    expect(JSON.stringify(await planned([step("create", "a", { news })]))).not.toContain("4711");
  });

  test("what every object has, such as constructor, is no setting and no step, in a file that somebody made", async () => {
    const news = JSON.parse(
      '{"identity":"Service:WebServer:a.contoso.com","constructor":1,"previous":{"constructor":1,"__proto__":2}}',
    ) as object;
    const olds = { ...news, deployment: "local", signInMethods: "none" };
    const plan = await planned([
      step("update", "a", { olds, news }),
      step("__proto__", "b", { olds, news }),
      step("delete", "c", { olds }),
    ]);
    expect(plan.changes.flatMap(({ cmdlets }) => cmdlets).join()).not.toContain("onstructor");
    expect(plan.unchanged).toHaveLength(1);
  });

  test("the earlier values of an adopted collection, as one secret", async () => {
    const olds = {
      ...passive("a.contoso.com"),
      signInMethods: "passive",
      deployment: "local",
      previous: "[secret]",
      secretSettings: ["usePinAuth"],
    };
    const plan = await planned([step("delete", "a", { olds })]);
    expect(plan.changes[0]?.cmdlets[0]).toBe(
      "Set-CsWebServiceConfiguration -Identity 'Service:WebServer:a.contoso.com' -UseCertificateAuth [secret] -UsePinAuth [secret] -UseWindowsAuth [secret] -UseWsFedPassiveAuth [secret] -WsFedPassiveMetadataUri [secret]",
    );
  });
});

describe("an identity that is not known yet", () => {
  const identity = "Service:WebServer:LyncPool01.contoso.com";
  const olds = { ...passive("LyncPool01.contoso.com"), signInMethods: "passive", deployment: "simulator:contoso.json" };
  const news = passive("", { identity: unknownValue, usePinAuth: true });

  /** The plan of a deployment that has the passive pool, in each of its formats. */
  async function written(...steps: object[]): Promise<{ plan: Plan; formats: Record<Format, string> }> {
    const { deployment, run } = simulate();
    const parameters = {
      Identity: identity,
      UseWsFedPassiveAuth: true,
      UseCertificateAuth: false,
      UsePinAuth: false,
      UseWindowsAuth: "None",
    };
    await run({ cmdlet: "New-CsWebServiceConfiguration", parameters });
    const plan = await planOf(preview(steps), deployment);
    const json = JSON.stringify(plan);
    return { plan, formats: { text: plainTextOf(plan), markdown: await markdownOf(plan), json, powershell: scriptOf(plan) } };
  }

  test.each(["update", "replace", "create-replacement"])(
    "of a collection that the stack has (%s) is called so in each format: it is neither removed nor made, and no script runs",
    async (op) => {
      const { plan, formats: texts } = await written(step(op, "web", { olds, news }));
      expect(plan.changes).toMatchObject([
        {
          resource: "web",
          action: "change",
          identity,
          isIdentityKnown: false,
          pool: "LyncPool01.contoso.com",
          before: "passive",
          cmdlets: [],
        },
      ]);
      expect(plan.changes[0]?.after).toBeUndefined();
      expect(plan.notes).toEqual([
        `The identity of "web" (until now "${identity}") is not known yet: whether up changes this collection, replaces it by another or leaves it as it is cannot be told`,
      ]);
      for (const text of Object.values(texts)) {
        expect(text).not.toContain(unknownValue);
        expect(text).toContain("not known yet");
        expect(text).not.toMatch(/(New|Set|Remove)-Cs/);
      }
      expect(texts.markdown).toContain("| ~ change | `LyncPool01.contoso.com → [not known yet]` |");
      expect(texts.text).toContain("LyncPool01.contoso.com → [not known yet]");
      expect(texts.powershell).toMatch(/^throw 'An identity is not known yet/m);
    },
  );

  test("of a new collection is called so in each format, and the script ends before its first cmdlet", async () => {
    const { plan, formats: texts } = await written(step("create", "web", { news }));
    expect(plan.changes).toMatchObject([
      { resource: "web", action: "create", pool: null, identity: null, isIdentityKnown: false, lacksValues: true, after: "PIN, passive" },
    ]);
    expect(plan.changes[0]?.cmdlets[0]).toMatch(/^New-CsWebServiceConfiguration -Identity \[not known yet\] -/);
    expect(plan.changes[0]?.undo).toEqual(["Remove-CsWebServiceConfiguration -Identity [not known yet]"]);
    expect(plan.notes).toEqual(['The identity of "web" is not known yet: which collection up makes, or takes over, cannot be told']);
    for (const text of Object.values(texts)) {
      expect(text).not.toContain(unknownValue);
      expect(text).toContain("not known yet");
    }
    const [before = ""] = texts.powershell.split(/^New-Cs/m);
    expect(before).toMatch(/^throw 'An identity is not known yet/m);
  });

  test("makes it uncertain that another collection is removed: it may be that one", async () => {
    const { plan } = await written(step("create", "renamed", { news }), step("delete", "web", { olds }));
    expect(plan.changes.map(({ action, after, warnings }) => [action, after, warnings])).toEqual([
      ["create", "PIN, passive", []],
      ["remove", undefined, ['it stays if this turns out to be the identity of "renamed", which is not known yet']],
    ]);
  });

  test("of an outer collection leaves open what is inherited", async () => {
    const site = { ...olds, identity: "Site:Redmond" };
    const { plan } = await written(step("update", "site", { olds: site, news }), step("delete", "web", { olds }));
    expect(plan.changes.find(({ action }) => action === "remove")).toMatchObject({ identity, after: undefined });
  });
});

test("a collection of another deployment, which an explicit provider reaches, is planned without asking the stack's own, and that is said", async () => {
  const { deployment, run } = simulate();
  await run({ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: "Service:WebServer:LyncPool01.contoso.com" } });
  const news = passive("LyncPool01.contoso.com", { deployment: "simulator:other.json" });
  const plan = await planOf(preview([step("create", "a", { news })], []), deployment);
  expect(plan.changes[0]).toMatchObject({ action: "create", after: "passive" });
  expect(plan.notes).toContain(
    '"Service:WebServer:LyncPool01.contoso.com" is of the deployment "simulator:other.json", which the stack\'s configuration does not name: it was not asked',
  );
});

test("a warning of a provider's standard error keeps the identity that it begins with, and one that stands at its collection is not told twice", async () => {
  const plan = await planned(
    [
      step("update", "a", {
        olds: { ...passive("a.contoso.com"), signInMethods: "passive" },
        news: passive("a.contoso.com", { usePinAuth: true, warnings: ["one"] }),
      }),
    ],
    [
      { severity: "warning", message: "warning: one" },
      { severity: "info#err", message: "Service:WebServer:b.contoso.com: warning: two\n" },
      { severity: "warning", urn: urnOf("c"), message: "warning: three\n" },
      { severity: "info", message: "simulated deployment: x.json" },
    ],
  );
  expect(plan.changes[0]?.warnings).toEqual(["one"]);
  expect(plan.warnings).toEqual(["Service:WebServer:b.contoso.com: two", "c: three"]);
});
