import { describe, expect, test } from "vitest";
import type { Format } from "../../../provider/src/cli/plan/format";
import { markdownOf } from "../../../provider/src/cli/plan/markdown";
import { planOf, type Plan } from "../../../provider/src/cli/plan/plan";
import { scriptOf } from "../../../provider/src/cli/plan/script";
import { plainTextOf } from "../../../provider/src/cli/plan/text";
import { unknownValue } from "../../../provider/src/stack/unknown";
import { simulate } from "../../support/simulated";
import { passive, planned, preview, step, urnOf } from "../../support/previews";

describe("if a preview hides values,", () => {
  test("a secret stays [secret], an unknown value is [not known yet], and neither script runs unchanged", async () => {
    const secret = await planned([
      step("create", "a", {
        news: passive("a.contoso.com", { wsFedPassiveMetadataUri: "[secret]", secretSettings: ["wsFedPassiveMetadataUri"] }),
      }),
    ]);
    expect(secret.changes[0]?.cmdlets[0]).toContain("-WsFedPassiveMetadataUri [secret]");
    expect(scriptOf(secret)).toContain("throw 'Replace each [secret] and [not known yet] with its value");
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
    expect(scriptOf(unknown)).toContain("throw 'Replace each [secret]");
    const plain = await planned([
      step("create", "a", { news: passive("a.contoso.com", { wsFedPassiveMetadataUri: "https://x/ [secret] " }) }),
    ]);
    expect(scriptOf(plain)).not.toContain("throw");
  });

  test("a secret that becomes plain is not shown by the cmdlets that undo the change or the rename", async () => {
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

  test("the plan does not show a secret time for which an earlier certificate continues to work", async () => {
    const news = passive("a.contoso.com", { defaultValidityPeriodHours: 4711, secretSettings: ["defaultValidityPeriodHours"] });
    expect(JSON.stringify(await planned([step("create", "a", { news })]))).not.toContain("4711");
  });

  test("in a handmade file, a property of every object, such as constructor, is neither a setting nor a step", async () => {
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

  test("the earlier values of an adopted collection may be one secret", async () => {
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
    "of a collection in the stack (%s) is shown in each format: the collection is neither removed nor created, and no script runs",
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
        `The identity of "web" (until now "${identity}") is not known yet, so it is unknown whether up changes this collection, replaces it with another or leaves it unchanged.`,
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

  test("of a new collection is shown in each format, and the script ends before its first cmdlet", async () => {
    const { plan, formats: texts } = await written(step("create", "web", { news }));
    expect(plan.changes).toMatchObject([
      { resource: "web", action: "create", pool: null, identity: null, isIdentityKnown: false, lacksValues: true, after: "PIN, passive" },
    ]);
    expect(plan.changes[0]?.cmdlets[0]).toMatch(/^New-CsWebServiceConfiguration -Identity \[not known yet\] -/);
    expect(plan.changes[0]?.undo).toEqual(["Remove-CsWebServiceConfiguration -Identity [not known yet]"]);
    expect(plan.notes).toEqual([
      'The identity of "web" is not known yet, so it is unknown which collection pulumi up creates or takes over.',
    ]);
    for (const text of Object.values(texts)) {
      expect(text).not.toContain(unknownValue);
      expect(text).toContain("not known yet");
    }
    const [before = ""] = texts.powershell.split(/^New-Cs/m);
    expect(before).toMatch(/^throw 'An identity is not known yet/m);
  });

  test("makes the removal of another collection uncertain, because it may be the identity of that one", async () => {
    const { plan } = await written(step("create", "renamed", { news }), step("delete", "web", { olds }));
    expect(plan.changes.map(({ action, after, warnings }) => [action, after, warnings])).toEqual([
      ["create", "PIN, passive", []],
      [
        "remove",
        undefined,
        [
          'The identity of "renamed" is not known yet. If it turns out to be "Service:WebServer:LyncPool01.contoso.com", this collection is kept.',
        ],
      ],
    ]);
  });

  test("of an outer collection makes it unknown what is inherited", async () => {
    const site = { ...olds, identity: "Site:Redmond" };
    const { plan } = await written(step("update", "site", { olds: site, news }), step("delete", "web", { olds }));
    expect(plan.changes.find(({ action }) => action === "remove")).toMatchObject({ identity, after: undefined });
  });
});

test("a collection in another deployment, reached through an explicit provider, is planned without reading the stack's own, with a note", async () => {
  const { deployment, run } = simulate();
  await run({ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: "Service:WebServer:LyncPool01.contoso.com" } });
  const news = passive("LyncPool01.contoso.com", { deployment: "simulator:other.json" });
  const plan = await planOf(preview([step("create", "a", { news })], []), deployment);
  expect(plan.changes[0]).toMatchObject({ action: "create", after: "passive" });
  expect(plan.notes).toContain(
    '"Service:WebServer:LyncPool01.contoso.com" belongs to the deployment "simulator:other.json". The stack\'s configuration does not name that deployment, so it was not read.',
  );
});

test("a warning on a provider's standard error keeps its identity, and a warning shown with its collection is not repeated", async () => {
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
