import { describe, expect, test } from "vitest";
import { cmdletsOf, undoOf } from "../../../provider/src/cli/plan/cmdlets";
import type { Target, PlanView } from "../../../provider/src/cli/plan/view";
import { secretText } from "../../../provider/src/cmdlets/commandText";
import { webService } from "../../../provider/src/configurations/webService";
import { offlineDeployment } from "../../../provider/src/deployment/offline";
import { Memory } from "../../../provider/src/stack/memory";
import { unknownValue } from "../../../provider/src/stack/unknown";

const set = "Set-CsWebServiceConfiguration -Identity 'Global'";

/** A collection of a deployment that cannot be read, and the notes about it. */
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

const noteOf = (property: string): string =>
  `The earlier values of ${property} of "Global" are unknown, so the cmdlets that undo the change do not restore them.`;

describe("the cmdlets of a write", () => {
  test("show neither a secret nor a value that is not known yet", async () => {
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

describe("the cmdlets that undo", () => {
  test("a creation are a removal", async () => {
    expect(await undoOf(target(), { write: { verb: "New", values: {} }, found: undefined, secrets: [] })).toEqual([
      "Remove-CsWebServiceConfiguration -Identity 'Global'",
    ]);
  });

  test("a change set the earlier values that are known; a note names the others", async () => {
    const at = target();
    const write = { verb: "Set", values: { usePinAuth: false, macResolverUrl: "https://new", maxGroupSizeToExpand: 7 } } as const;
    const found = { values: { usePinAuth: true, macResolverUrl: secretText, useCertificateAuth: true } };
    expect(await undoOf(at, { write, found, secrets: [] })).toEqual([`${set} -MACResolverUrl [secret] -UsePinAuth $true`]);
    expect(at.notes).toEqual([noteOf("maxGroupSizeToExpand")]);
  });

  test("a change of a missing collection are none", async () => {
    expect(await undoOf(target(), { write: { verb: "Set", values: { usePinAuth: true } }, found: undefined, secrets: [] })).toEqual([]);
  });

  test("a removal are a creation with all values that are known; a note names those that cannot be read", async () => {
    const at = target();
    const found = { values: { usePinAuth: true }, unread: { maxGroupSizeToExpand: "{}" } };
    expect(await undoOf(at, { write: { verb: "Remove" }, found, secrets: [] })).toEqual([
      "New-CsWebServiceConfiguration -Identity 'Global' -UsePinAuth $true",
    ]);
    expect(at.notes).toEqual([noteOf("maxGroupSizeToExpand")]);
  });
});
