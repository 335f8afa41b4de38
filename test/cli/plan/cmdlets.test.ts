import { describe, expect, test } from "vitest";
import { cmdletsOf, undoOf } from "../../../provider/src/cli/plan/cmdlets";
import type { Target, PlanView } from "../../../provider/src/cli/plan/view";
import { secretText } from "../../../provider/src/cmdlets/commandText";
import { webService } from "../../../provider/src/configurations/webService";
import { offlineDeployment } from "../../../provider/src/deployment/offline";
import { Memory } from "../../../provider/src/stack/memory";
import { unknownValue } from "../../../provider/src/stack/unknown";

const set = "Set-CsWebServiceConfiguration -Identity 'Global'";

/** A collection of a deployment that cannot be asked, and what is noted of it. */
function target(identity: string | undefined = "Global"): Target & { notes: string[] } {
  const notes: string[] = [];
  const view: PlanView = {
    deployment: offlineDeployment({ way: "local" }),
    memory: new Memory(),
    canAsk: false,
    owned: () => undefined,
    declares: () => false,
    reads: () => false,
    unidentified: () => [],
    note: (text) => void notes.push(text),
  };
  return { view, noun: webService, identity, notes };
}

describe("the cmdlets of a write", () => {
  test("show neither a secret nor what is not known yet", async () => {
    const values = { macResolverUrl: "https://hunter2", usePinAuth: unknownValue, useCertificateAuth: true };
    expect(await cmdletsOf(target(), { write: { verb: "Set", values }, secrets: ["macResolverUrl"] })).toEqual([
      `${set} -MACResolverUrl [secret] -UseCertificateAuth $true -UsePinAuth [not known yet]`,
    ]);
  });

  test("say that an identity is not known yet", async () => {
    expect(await cmdletsOf({ ...target(), identity: undefined }, { write: { verb: "Remove" }, secrets: [] })).toEqual([
      "Remove-CsWebServiceConfiguration -Identity [not known yet]",
    ]);
  });
});

describe("what undoes", () => {
  test("a creation is a removal", async () => {
    expect(await undoOf(target(), { write: { verb: "New", values: {} }, found: undefined, secrets: [] })).toEqual([
      "Remove-CsWebServiceConfiguration -Identity 'Global'",
    ]);
  });

  test("a change is what was there, as far as it is known; of the rest there is a note", async () => {
    const at = target();
    const write = { verb: "Set", values: { usePinAuth: false, macResolverUrl: "https://new", maxGroupSizeToExpand: 7 } } as const;
    const found = { values: { usePinAuth: true, macResolverUrl: secretText, useCertificateAuth: true } };
    expect(await undoOf(at, { write, found, secrets: [] })).toEqual([`${set} -MACResolverUrl [secret] -UsePinAuth $true`]);
    expect(at.notes).toEqual(['What maxGroupSizeToExpand of "Global" was before cannot be told, and is not in what undoes the change']);
  });

  test("a change of what was not there is nothing", async () => {
    expect(await undoOf(target(), { write: { verb: "Set", values: { usePinAuth: true } }, found: undefined, secrets: [] })).toEqual([]);
  });

  test("a removal is a creation with all that is known; of what cannot be read there is a note", async () => {
    const at = target();
    const found = { values: { usePinAuth: true }, unread: { maxGroupSizeToExpand: "{}" } };
    expect(await undoOf(at, { write: { verb: "Remove" }, found, secrets: [] })).toEqual([
      "New-CsWebServiceConfiguration -Identity 'Global' -UsePinAuth $true",
    ]);
    expect(at.notes).toEqual(['What maxGroupSizeToExpand of "Global" was before cannot be told, and is not in what undoes the change']);
  });
});
