import { readFileSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { buildWithGo } from "../../tools/pulumiBuild.mjs";
import { getPulumi, getPulumiOf, type Fetch } from "../../tools/pulumiCli.mjs";
import { checkoutFolder } from "../../tools/paths.mjs";
import { FETCHED_PULUMI, GO_MODULES, OLDEST_PULUMI, OLDEST_TESTED_PULUMI } from "../../tools/pulumiVersions.mjs";
import { writeExecutable, writePulumi } from "./fixtures/writePulumi.mjs";
import { firstLine, killHard, startFixture } from "./startedProcess.js";
import { temporaryFolder } from "./temporaryFolder.js";
import { skippedOnWindows } from "../support/windows";

// The fixtures are shell scripts.
const onPosix = test.skipIf(skippedOnWindows("getting a Pulumi CLI by shell scripts"));
const SYSTEM = "/usr/bin:/bin";
const CACHED = "pulumi-3.274.1-osusergo";

const never: Fetch = { name: "a way not to be tried", into: () => Promise.reject(new Error("it was tried")) };

/** A way to get a CLI of a version, which records the folders that it fills. */
function fetching(version: string): Fetch & { folders: string[] } {
  const folders: string[] = [];
  const into = (folder: string): Promise<void> => {
    folders.push(folder);
    writePulumi(join(folder, "bin"), { version });
    return Promise.resolve();
  };
  return { name: `a way to ${version}`, into, folders };
}

onPosix("a CLI on PATH comes first", async () => {
  const cache = temporaryFolder();
  const bin = temporaryFolder();
  writePulumi(join(cache, CACHED, "bin"), { version: "3.274.1" });
  const pulumi = writePulumi(bin, { version: "3.220.0" });
  expect(await getPulumi({ env: { PATH: `${bin}:${SYSTEM}` }, cache, fetches: [never] })).toBe(pulumi);
});

onPosix("a symbolic link on PATH has its companions next to the CLI that it points to", async () => {
  const [bin, links] = [temporaryFolder(), temporaryFolder()];
  symlinkSync(writePulumi(bin, { version: "3.231.0" }), join(links, "pulumi"));
  const env = { PATH: `${links}:${SYSTEM}` };
  expect(await getPulumi({ env, cache: temporaryFolder(), fetches: [never] })).toBe(join(links, "pulumi"));
});

onPosix.each([
  ["a CLI that is too old", { version: "3.219.9" }],
  ["a CLI without a language host", { version: "3.274.1", companions: ["pulumi-resource-pulumi-nodejs"] }],
  ["a CLI without the launcher of dynamic providers", { version: "3.274.1", companions: ["pulumi-language-nodejs"] }],
])("%s on PATH is not used, but one fetched earlier", async (_title, options) => {
  const cache = temporaryFolder();
  const bin = temporaryFolder();
  writePulumi(bin, options);
  const cached = writePulumi(join(cache, CACHED, "bin"), { version: "3.274.1" });
  // The rest of PATH is left out, because a machine may have companions there.
  expect(await getPulumi({ env: { PATH: bin }, cache, fetches: [never] })).toBe(cached);
});

onPosix.each([
  ["3.253.9", "is too old for the tests, so one fetched earlier is used", (_onPath: string, cached: string) => cached],
  ["3.254.0", "is used for the tests", (onPath: string) => onPath],
])("a CLI %s on PATH %s", async (version, _title, expected) => {
  const cache = temporaryFolder();
  const bin = temporaryFolder();
  const onPath = writePulumi(bin, { version });
  const cached = writePulumi(join(cache, CACHED, "bin"), { version: "3.274.1" });
  const pulumi = await getPulumi({ env: { PATH: `${bin}:${SYSTEM}` }, cache, oldest: OLDEST_TESTED_PULUMI, fetches: [never] });
  expect(pulumi).toBe(expected(onPath, cached));
});

onPosix("a CLI that was built without the vendor's tags is not used", async () => {
  const cache = temporaryFolder();
  writePulumi(join(cache, "pulumi-3.274.1", "bin"), { version: "3.274.1" });
  const pulumi = await getPulumi({ env: { PATH: "" }, cache, fetches: [fetching("3.274.1")] });
  expect(pulumi).toBe(join(cache, CACHED, "bin", "pulumi"));
});

onPosix("the CLI of one version is fetched whatever is on PATH, and kept under its own name", async () => {
  const [cache, bin] = [temporaryFolder(), temporaryFolder()];
  writePulumi(bin, { version: "3.274.1" });
  writePulumi(join(cache, CACHED, "bin"), { version: "3.274.1" });
  const env = { PATH: `${bin}:${SYSTEM}` };
  const oldest = join(cache, "pulumi-3.220.0-osusergo", "bin", "pulumi");
  const get = (fetch: Fetch): Promise<string> => getPulumiOf({ env, cache, version: "3.220.0", fetches: [fetch] });
  expect(await get(fetching("3.220.0"))).toBe(oldest);
  expect(await get(never)).toBe(oldest);
});

test.each([...GO_MODULES])("the Go module for version %s, %s, is of that version", (version, folder) => {
  const module = readFileSync(join(checkoutFolder, folder, "go.mod"), "utf8");
  expect(module).toContain(`\nrequire github.com/pulumi/pulumi/pkg/v3 v${version}\n`);
});

test("the fetched version and the oldest supported version have Go modules, and the advice names the Go for the first", async () => {
  expect([...GO_MODULES.keys()]).toEqual([FETCHED_PULUMI, OLDEST_PULUMI]);
  const go = /^go (.*)$/m.exec(readFileSync(join(checkoutFolder, "tools", "pulumi-cli", "go.mod"), "utf8"))?.[1];
  const failing = getPulumi({ env: { PATH: "" }, cache: temporaryFolder(), fetches: [] });
  await expect(failing).rejects.toThrow(`install Go ${String(go)} or later`);
});

onPosix("Go gets the vendor's build tags", async () => {
  const [folder, bin] = [temporaryFolder(), temporaryFolder()];
  writeExecutable(join(bin, "go"), `echo "$*" > "${join(folder, "arguments")}"; mkdir "${join(folder, "bin")}"`);
  await buildWithGo(folder, { version: OLDEST_PULUMI, env: { PATH: `${bin}:${SYSTEM}` } });
  expect(readFileSync(join(folder, "arguments"), "utf8")).toMatch(/ -tags osusergo .*version\.Version=3\.220\.0 /);
});

onPosix("a CLI that was fetched earlier but does not run is fetched again", async () => {
  const cache = temporaryFolder();
  writePulumi(join(cache, CACHED, "bin"), { version: "3.274.1" });
  writeExecutable(join(cache, CACHED, "bin", "pulumi"), "exit 139");
  const pulumi = await getPulumi({ env: { PATH: "" }, cache, fetches: [fetching("3.274.1")] });
  expect(pulumi).toBe(join(cache, CACHED, "bin", "pulumi"));
  expect(leftovers(cache)).toEqual([]);
});

onPosix("if one way gives an unusable CLI, the next way is tried", async () => {
  const cache = temporaryFolder();
  const fetches = [fetching("3.0.0"), fetching("3.274.1"), never];
  expect(await getPulumi({ env: { PATH: "" }, cache, fetches })).toBe(join(cache, CACHED, "bin", "pulumi"));
});

onPosix("the result of a killed fetch is not used, and its files are removed", async () => {
  const cache = temporaryFolder();
  const fetcher = startFixture("fetchSlowly.mjs", cache);
  await firstLine(fetcher);
  await killHard(fetcher);
  expect(leftovers(cache)).toHaveLength(1);
  const again = fetching("3.274.1");
  await getPulumi({ env: { PATH: "" }, cache, fetches: [again] });
  expect(again.folders).toHaveLength(1);
  expect(leftovers(cache)).toEqual([]);
});

onPosix("if two processes need a CLI at the same time, only one fetches it", async () => {
  const cache = temporaryFolder();
  const once = fetching("3.274.1");
  const get = (): Promise<string> => getPulumi({ env: { PATH: "" }, cache, fetches: [once] });
  const [first, second] = await Promise.all([get(), get()]);
  expect(first).toBe(second);
  expect(once.folders).toHaveLength(1);
});

onPosix("if nothing works, one error lists what was tried, why it failed, and what to do", async () => {
  const cache = temporaryFolder();
  const bin = temporaryFolder();
  writePulumi(bin, { version: "3.100.0" });
  const fetches = [{ name: "asking nicely", into: () => Promise.reject(new Error("nobody answered")) }];
  const failing = getPulumi({ env: { PATH: bin }, cache, fetches });
  await expect(failing).rejects.toThrow(
    [
      "Getting the Pulumi CLI: every attempt failed. The attempts, in order:",
      `  - pulumi on PATH: ${bin}/pulumi is version 3.100.0, but 3.220.0 or later is needed.`,
      `  - one fetched earlier: There is none in ${cache}/${CACHED}/bin`,
      "  - asking nicely: nobody answered",
      "Do one of these, then run the command again:",
      "  - install Pulumi 3.220.0 or later, so that pulumi is on PATH: https://www.pulumi.com/docs/install/",
      "  - let this machine reach https://get.pulumi.com, without a proxy",
      "  - install Go 1.26.6 or later, with access to a Go module proxy: https://go.dev/dl/",
    ].join("\n"),
  );
  expect(leftovers(cache)).toEqual([]);
});

onPosix("a cache folder that cannot be created is named, with what to do", async () => {
  const file = join(temporaryFolder(), "file");
  writeFileSync(file, "");
  const failing = getPulumi({ env: { PATH: "" }, cache: join(file, "cache"), fetches: [never] });
  await expect(failing).rejects.toThrow(
    /Keeping the Pulumi CLI 3\.274\.1: the folder .*cache cannot be written to \(ENOTDIR.* Set XDG_CACHE_HOME/,
  );
});

function leftovers(cache: string): string[] {
  return readdirSync(cache).filter((name) => name.includes(".partial-"));
}
