import { expect, test } from "vitest";
import { readTrust } from "../../../../../provider/src/cli/doctor/network/tls/trust";

test("issuers are Node.js's own where it cannot read the system's store", () => {
  expect(readTrust({})).toEqual({ readsSystemStore: false });
});

test("issuers are those of the system's store, too, where Node.js can read it", () => {
  const getCACertificates = (type: "default" | "system"): string[] => [`one of ${type}`];
  expect(readTrust({ getCACertificates })).toEqual({ ca: ["one of default", "one of system"], readsSystemStore: true });
});

test("an empty store tells nothing", () => {
  const getCACertificates = (type: "default" | "system"): string[] => (type === "default" ? ["one"] : []);
  expect(readTrust({ getCACertificates })).toEqual({ readsSystemStore: false });
});
