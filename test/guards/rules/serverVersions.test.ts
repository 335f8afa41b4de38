import { describe, expect, test } from "vitest";
import type { Computer } from "../../../provider/src/deployment/versions";
import { judgeVersions, versionsBelowOAuth, withoutPassive } from "../../../provider/src/guards/rules/serverVersions";

const computers = (...versions: (string | undefined)[]): Computer[] =>
  versions.map((version, index) => ({ fqdn: `fe0${String(index + 1)}.contoso.com`, version }));
const said = (...versions: (string | undefined)[]): string[] =>
  judgeVersions(computers(...versions), { isInherited: false }).map(({ severity, message }) => `${severity}: ${message}`);

describe("if servers must know passive authentication,", () => {
  test.each([
    ["tooOldForPassive", ["4.0.7577.0", "4.0.7577.726"], [1, 2]],
    ["updateMissing", ["5.0.8308.420", "4.0.7577.0", undefined, "5.0.8308.0"], [2, 4]],
    [undefined, ["5.0.8308.420", undefined, "N/A"], []],
    [undefined, [], []],
  ])("the pool's servers that do not know it are also returned as data: %s", (code, versions, numbers) => {
    const without = withoutPassive(computers(...versions));
    expect(without?.code).toBe(code);
    expect(without?.computers.map(({ fqdn }) => fqdn) ?? []).toEqual(numbers.map((number) => `fe0${String(number)}.contoso.com`));
  });

  test.each([["4.0.7577.0"], ["4.0.7577.0", "4.0.7577.726"], ["3.5.6907.0"]])("a pool of %s is refused", (...versions) => {
    expect(said(...versions)).toEqual([
      expect.stringMatching(/^refused: Every server is of version [\d.]+( or [\d.]+)?, which is older than Lync Server 2013 /),
    ]);
  });

  test("the refusal names each version once, what is needed, and what to do", () => {
    expect(judgeVersions(computers("4.0.7577.0", "4.0.7577.726", "4.0.7577.0"), { isInherited: false })).toEqual([
      {
        code: "tooOldForPassive",
        severity: "refused",
        property: "useWsFedPassiveAuth",
        message:
          "Every server is of version 4.0.7577.0 or 4.0.7577.726, which is older than Lync Server 2013 and does not support passive authentication. No user could sign in with it. " +
          "Passive authentication needs Lync Server 2013 with the July 2013 update (version 5.0.8308.420) or later. Upgrade the pool first, or leave useWsFedPassiveAuth off.",
      },
    ]);
    expect(judgeVersions(computers("4.0.7577.0"), { isInherited: true })[0]?.message).toContain(
      "Upgrade such a pool first, or declare a WebServiceConfiguration for it with useWsFedPassiveAuth: false.",
    );
  });

  test.each([
    ["5.0.8308.0", "fe01.contoso.com (version 5.0.8308.0) is older"],
    ["5.0.8308.419", "fe01.contoso.com (version 5.0.8308.419) is older"],
    ["5.0.999.1001", "fe01.contoso.com (version 5.0.999.1001) is older"],
  ])("a server of %s is warned about", (version, says) => {
    expect(said(version)).toEqual([expect.stringContaining(`warned: ${says} than the July 2013 update of Lync Server 2013`)]);
  });

  test("each server that is too old is named, and no other", () => {
    expect(said("5.0.8308.420", "5.0.8308.0", undefined, "5.0.8308.291")).toEqual([
      "warned: fe02.contoso.com (version 5.0.8308.0), fe04.contoso.com (version 5.0.8308.291) are older than the July 2013 update of Lync Server 2013 (version 5.0.8308.420), " +
        "which introduced passive authentication. No user could sign in with it there. Update them first.",
    ]);
  });

  test("a pool with one server that is newer or of an unknown version is not refused, and an older server is warned about", () => {
    const warned = [expect.stringContaining("warned: fe01.contoso.com (version 4.0.7577.0) is older")];
    expect(said("4.0.7577.0", "5.0.8308.420")).toEqual(warned);
    expect(said("4.0.7577.0", undefined)).toEqual(warned);
  });

  test.each([
    ["5.0.8308.420"],
    ["5.0.8308.1001"],
    ["5.0.10000.0"],
    ["6.0.9319.0"],
    ["7.0.2046.0"],
    ["10.0"],
    [undefined],
    ["N/A"],
    [""],
    // These may be older or newer than the update.
    ["5.0"],
    ["5.0.8308"],
  ])("there is no finding about a server of version %s", (version) => {
    expect(said(version)).toEqual([]);
  });

  test("there is no finding about a pool without computers", () => {
    expect(said()).toEqual([]);
  });
});

describe("a pool without OAuth", () => {
  test.each([
    [["5.0.8308.1001"], "5.0.8308.1001"],
    [["5.0.8308.420", "4.0.7577.0"], "5.0.8308.420 or 4.0.7577.0"],
  ])("is one whose servers are all older than 6.0: %s", (versions, text) => {
    expect(versionsBelowOAuth(computers(...versions))).toBe(text);
  });

  test.each([[["6.0.9319.0"]], [["5.0.8308.420", "6.0.9319.0"]], [["5.0.8308.420", undefined]], [[]], [["10.0.0.0"]]])(
    "is no pool with a server that is not known to be older: %s",
    (versions) => {
      expect(versionsBelowOAuth(computers(...versions))).toBeUndefined();
    },
  );
});
