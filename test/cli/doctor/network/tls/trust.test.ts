import { expect, test } from "vitest";
import { readTrust } from "../../../../../provider/src/cli/doctor/network/tls/trust";

test("only Node.js's own issuers are trusted if it cannot read the system's store", () => {
  expect(readTrust({})).toEqual({ readsSystemStore: false });
});

test("the issuers of the system's store are trusted too if Node.js can read it", () => {
  const getCACertificates = (type: "default" | "system"): string[] => [`one of ${type}`];
  expect(readTrust({ getCACertificates })).toEqual({ ca: ["one of default", "one of system"], readsSystemStore: true });
});

test("an empty system store counts as one that cannot be read", () => {
  const getCACertificates = (type: "default" | "system"): string[] => (type === "default" ? ["one"] : []);
  expect(readTrust({ getCACertificates })).toEqual({ readsSystemStore: false });
});
