import { expect, test } from "vitest";
import { scriptOf } from "../../../provider/src/cli/plan/script";
import { parsePowerShell } from "../../support/grammar";
import { changeOf, hostileSteps, planned, planWith } from "../../support/previews";

test("a hostile pool name and metadata URI cannot break out: each cmdlet is one command, and each value is one argument", async () => {
  const script = scriptOf(await planned(hostileSteps));
  const lines = script
    .split("\n")
    .filter((line) => line !== "" && !line.replace("\uFEFF", "").startsWith("#") && !line.startsWith("$ErrorActionPreference"));
  expect(lines).toHaveLength(hostileSteps.length);
  for (const line of lines) expect(line).toMatch(/^New-CsWebServiceConfiguration -Identity /);
  expect(script.replace("\uFEFF", "")).not.toMatch(/[^\P{Cc}\n]/u);
  const tree = await parsePowerShell(script.replace("\uFEFF", ""));
  expect(tree.errors).toEqual([]);
  expect(tree.commands).toEqual(Array.from({ length: hostileSteps.length }, () => "New-CsWebServiceConfiguration"));
});

test("a script that must not be run unchanged ends before its first cmdlet, and says why", () => {
  const cmdlets = ["Set-CsWebServiceConfiguration -Identity 'Global' -MACResolverUrl [secret]"];
  const throwsIn = (script: string): string[] => script.split("\n").filter((line) => /^(throw|Set-Cs)/.test(line));
  expect(throwsIn(scriptOf(planWith({ changes: [changeOf({ cmdlets, lacksValues: true })] })))).toEqual([
    "throw 'Replace each [secret] and [not known yet] with its value, then remove this line.'",
    ...cmdlets,
  ]);
  expect(throwsIn(scriptOf(planWith({ changes: [changeOf({ cmdlets, lacksValues: true, isIdentityKnown: false })] })))[0]).toMatch(
    /^throw 'An identity is not known yet/,
  );
  expect(throwsIn(scriptOf(planWith({ errors: ["it failed"], changes: [changeOf({ cmdlets, isIdentityKnown: false })] })))[0]).toBe(
    "throw 'The preview failed, so this script has nothing to run.'",
  );
  expect(throwsIn(scriptOf(planWith({ changes: [changeOf({ cmdlets })] })))).toEqual(cmdlets);
});

test("the details of a change are comments before its cmdlets, and the cmdlets that undo it are comments after them", () => {
  const change = changeOf({ drift: ["drifted"], warnings: ["beware [otherMethodLeft]"], cmdlets: ["Set-A", "Set-B"], undo: ["Set-C"] });
  const script = scriptOf(planWith({ changes: [change], warnings: ["further"], notes: ["noted"] }));
  expect(script.split("\n").slice(2)).toEqual([
    "# WARNING: further",
    "# noted",
    "$ErrorActionPreference = 'Stop'",
    "",
    "# LyncPool01.contoso.com, CsWebServiceConfiguration: ~ change (drift); sign-in methods: PIN -> passive",
    "# DRIFT: drifted",
    "# WARNING: beware [otherMethodLeft]",
    "Set-A",
    "Set-B",
    "# Cmdlets that undo it:",
    "#   Set-C",
    "",
  ]);
});

test("a script that is not only ASCII begins with a byte order mark, for Windows PowerShell", () => {
  expect(scriptOf(planWith({ notes: ["ä"] }))).toMatch(/^\uFEFF#Requires/);
  expect(scriptOf(planWith())).toMatch(/^#Requires/);
});
