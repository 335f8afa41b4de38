import { readFileSync, writeFileSync } from "node:fs";
import { commandText } from "../../../provider/src/cmdlets/commandText";
import { describe, expect, test } from "vitest";
import { planOf, type Plan } from "../../../provider/src/cli/plan/plan";
import { nouns } from "../../../provider/src/configurations/nouns";

import { certificateAlone, enterprisePool, passive, pool, proxyIdentity, webIdentity } from "../../engine/collections";
import type { DeclaredResource } from "../../engine/project";
import { ModelledStack } from "../../support/agreement/stack";
import { simulate, type Simulated } from "../../support/simulated";
import { byPool, isWrite } from "../../support/writes";
import { saying } from "../../support/saying";

const standard = "StandardServer01.contoso.com";

/**
 * A deployment, and a function that plans a program and then runs up for it. It expects that the
 * plan prints, for each pool, the writes that up runs, in that order.
 */
function modelled(): Simulated & { planAndUp: (resources: DeclaredResource[]) => Promise<Plan> } {
  const simulated = simulate();
  const { newProcess, calls } = simulated;
  const stack = new ModelledStack(newProcess, { readsAll: false });
  const planAndUp = async (resources: DeclaredResource[]): Promise<Plan> => {
    const program = resources.map(({ type, args, ...rest }) => ({
      noun: nouns.find((noun) => noun.type === type)!,
      args: args as { identity: string },
      ...rest,
    }));
    const plan = await planOf(await stack.preview(program), newProcess());
    calls.length = 0;
    await stack.up(program);
    expect(byPool(plan.changes.flatMap(({ cmdlets }) => cmdlets))).toEqual(byPool(calls.map(commandText).filter(isWrite)));
    return plan;
  };
  return { ...simulated, planAndUp };
}

const summary = ({ changes }: Plan): unknown[] => changes.map(({ action, identity, before, after }) => [action, identity, before, after]);

describe("the plan prints the writes that up runs, in that order", () => {
  test("for creation, no change, a change, drift, replacement and deletion", async () => {
    const { planAndUp, run } = modelled();
    const created = await planAndUp(enterprisePool);
    expect(summary(created)).toEqual([
      ["create", webIdentity, "certificate, PIN, Windows (Negotiate)", "passive"],
      ["create", proxyIdentity, "certificate, Kerberos, NTLM", "certificate"],
    ]);
    expect(created.changes.flatMap(({ undo }) => undo)).toEqual([
      `Remove-CsWebServiceConfiguration -Identity '${webIdentity}'`,
      `Remove-CsProxyConfiguration -Identity '${proxyIdentity}'`,
    ]);
    expect(created.reminders.map((reminder) => reminder.pool)).toEqual([pool]);
    expect(created.reminders[0]?.items.join("\n")).toContain(
      `https://internal.${pool}/passiveauth/federationmetadata/2007-06/federationmetadata.xml`,
    );

    const same = await planAndUp(enterprisePool);
    expect([same.changes, same.unchanged.map(({ identity }) => identity)]).toEqual([[], [webIdentity, proxyIdentity]]);

    await run({ cmdlet: "Set-CsWebServiceConfiguration", parameters: { Identity: webIdentity, UsePinAuth: true } });
    const changed = await planAndUp([passive(pool, { maxGroupSizeToExpand: 7 }), ...enterprisePool.slice(1)]);
    expect(summary(changed)).toEqual([["change", webIdentity, "PIN, passive", "passive"]]);
    expect(changed.changes[0]?.undo).toEqual([
      `Set-CsWebServiceConfiguration -Identity '${webIdentity}' -MaxGroupSizeToExpand 100 -UsePinAuth $true`,
    ]);

    // A setting that is no longer declared gets back the default that the server reports.
    const reset = await planAndUp(enterprisePool);
    expect(reset.changes[0]?.cmdlets).toEqual([`Set-CsWebServiceConfiguration -Identity '${webIdentity}' -MaxGroupSizeToExpand 100`]);

    const replaced = await planAndUp([
      { ...passive(standard), name: `${pool}-web` },
      { ...certificateAlone("Registrar", standard, [`${pool}-web`]), name: `${pool}-proxy` },
    ]);
    expect(summary(replaced)).toEqual([
      ["create", `Service:WebServer:${standard}`, "certificate, PIN, Windows (Negotiate)", "passive"],
      ["create", `Service:Registrar:${standard}`, "certificate, Kerberos, NTLM", "certificate"],
      ["remove", proxyIdentity, "certificate", "certificate, Kerberos, NTLM"],
      ["remove", webIdentity, "passive", "certificate, PIN, Windows (Negotiate)"],
    ]);

    const none = { UseCertificateAuth: false, UsePinAuth: false, UseWindowsAuth: "None" };
    await run({ cmdlet: "New-CsWebServiceConfiguration", parameters: { Identity: "Site:Redmond", ...none } });
    const deleted = await planAndUp([]);
    expect(deleted.changes.map(({ action }) => action)).toEqual(["remove", "remove"]);
    expect(deleted.changes[1]).toMatchObject({ before: "passive", after: "none" });
    expect(deleted.changes[1]?.warnings).toEqual([saying("noMethodInherited", `${standard} will inherit `)]);
    expect(deleted.changes[1]?.undo[0]).toContain(`New-CsWebServiceConfiguration -Identity 'Service:WebServer:${standard}'`);
  });

  test("for an adoption, its change, its end, and a rename without an alias", async () => {
    const { planAndUp, file } = modelled();
    const state = file.replace(/\.json$/, ".state.json");
    const byHand = { CsWebServiceConfiguration: { [webIdentity]: { MaxGroupSizeToExpand: 7, UsePinAuth: false } } };
    writeFileSync(state, JSON.stringify(byHand));
    const adopting = (name: string, args: Record<string, unknown> = {}): DeclaredResource[] => [
      { ...passive(pool, { adopt: true, ...args }), name },
    ];
    const adopted = await planAndUp(adopting("web"));
    expect(summary(adopted)).toEqual([["adopt", webIdentity, "certificate, Windows (Negotiate)", "passive"]]);
    expect(adopted.changes[0]?.undo[0]).toContain("-UseCertificateAuth $true");

    await planAndUp(adopting("web", { maxGroupSizeToExpand: 200 }));
    const ended = await planAndUp([]);
    expect(summary(ended)).toEqual([["set back", webIdentity, "passive", "certificate, Windows (Negotiate)"]]);
    expect(JSON.parse(readFileSync(state, "utf8"))).toEqual(byHand);

    await planAndUp(adopting("web", { maxGroupSizeToExpand: 200 }));
    const renamed = await planAndUp(adopting("renamed", { maxGroupSizeToExpand: 200 }));
    expect(renamed.changes.flatMap(({ cmdlets }) => cmdlets)).toEqual([]);
  });
});
