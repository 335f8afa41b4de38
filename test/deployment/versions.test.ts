import { expect, test } from "vitest";
import { emptyIfNotTold, readVersions } from "../../provider/src/deployment/versions";
import { LyncError } from "../../provider/src/errors";
import type { Call } from "../../provider/src/cmdlets/call";

type Answers = Record<string, Record<string, unknown>[] | Error>;

const reader =
  (answers: Answers, calls: Call[] = []) =>
  (call: Call): Promise<Record<string, unknown>[]> => {
    calls.push(call);
    const answer = answers[call.cmdlet] ?? [];
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };

const pools = [
  { Identity: "LyncPool01.contoso.com", Computers: ["fe01.contoso.com", "FE02.contoso.com"] },
  // A list with one element may arrive as the element.
  { Identity: "Standard01.contoso.com", Computers: "Standard01.contoso.com" },
  { Identity: "Sql01.contoso.com", Computers: ["Sql01.contoso.com"] },
  { Identity: "Empty.contoso.com", Computers: null },
];
const replicas = [
  { ReplicaFqdn: "FE01.contoso.com", ProductVersion: "5.0.8308.0" },
  { ReplicaFqdn: "fe02.contoso.com", ProductVersion: "5.0.8308.420" },
  { ReplicaFqdn: "standard01.contoso.com", ProductVersion: null },
];

test("each pool has its computers with the versions from the replication status", async () => {
  const calls: Call[] = [];
  const versions = await readVersions(reader({ "Get-CsPool": pools, "Get-CsManagementStoreReplicationStatus": replicas }, calls));
  expect(Object.fromEntries(versions)).toEqual({
    "lyncpool01.contoso.com": [
      { fqdn: "fe01.contoso.com", version: "5.0.8308.0" },
      { fqdn: "FE02.contoso.com", version: "5.0.8308.420" },
    ],
    "standard01.contoso.com": [{ fqdn: "Standard01.contoso.com", version: undefined }],
    "sql01.contoso.com": [{ fqdn: "Sql01.contoso.com", version: undefined }],
    "empty.contoso.com": [],
  });
  expect(calls.map(({ cmdlet, parameters }) => [cmdlet, parameters])).toEqual([
    ["Get-CsPool", {}],
    ["Get-CsManagementStoreReplicationStatus", {}],
  ]);
});

test.each(["Get-CsPool", "Get-CsManagementStoreReplicationStatus"])(
  "if %s fails, no version is known, and only callers that ask for it receive the failure",
  async (cmdlet) => {
    const failure = new LyncError("access denied", { kind: "accessDenied" });
    const answers = { "Get-CsPool": pools, "Get-CsManagementStoreReplicationStatus": replicas, [cmdlet]: failure };
    expect((await emptyIfNotTold(readVersions(reader(answers)))).size).toBe(0);
    await expect(readVersions(reader(answers))).rejects.toThrow(failure);
  },
);

test("a mistake in this package is not treated as a failure of the deployment", async () => {
  await expect(emptyIfNotTold(readVersions(reader({ "Get-CsPool": new TypeError("a mistake") })))).rejects.toThrow("a mistake");
});
