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

/** A way that brings a CLI of a version, and what it has been asked for. */
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

onPosix("a CLI on PATH that is a symbolic link has its companions where it points to", async () => {
  const [bin, links] = [temporaryFolder(), temporaryFolder()];
  symlinkSync(writePulumi(bin, { version: "3.231.0" }), join(links, "pulumi"));
  const env = { PATH: `${links}:${SYSTEM}` };
  expect(await getPulumi({ env, cache: temporaryFolder(), fetches: [never] })).toBe(join(links, "pulumi"));
});

onPosix.each([
  ["one that is too old", { version: "3.219.9" }],
  ["one without a language host", { version: "3.274.1", companions: ["pulumi-resource-pulumi-nodejs"] }],
  ["one without the launcher of dynamic providers", { version: "3.274.1", companions: ["pulumi-language-nodejs"] }],
])("%s on PATH gives way to one fetched earlier", async (_title, options) => {
  const cache = temporaryFolder();
  const bin = temporaryFolder();
  writePulumi(bin, options);
  const cached = writePulumi(join(cache, CACHED, "bin"), { version: "3.274.1" });
  // Without the rest of PATH: a machine may have companions there.
  expect(await getPulumi({ env: { PATH: bin }, cache, fetches: [never] })).toBe(cached);
});

onPosix.each([
  ["3.253.9", "is too old for the tests, and gives way to one fetched earlier", (_onPath: string, cached: string) => cached],
  ["3.254.0", "serves the tests, too", (onPath: string) => onPath],
])("a CLI %s on PATH %s", async (version, _title, expected) => {
  const cache = temporaryFolder();
  const bin = temporaryFolder();
  const onPath = writePulumi(bin, { version });
  const cached = writePulumi(join(cache, CACHED, "bin"), { version: "3.274.1" });
  const pulumi = await getPulumi({ env: { PATH: `${bin}:${SYSTEM}` }, cache, oldest: OLDEST_TESTED_PULUMI, fetches: [never] });
  expect(pulumi).toBe(expected(onPath, cached));
});

onPosix("one that was built without the vendor's tags is not used", async () => {
  const cache = temporaryFolder();
  writePulumi(join(cache, "pulumi-3.274.1", "bin"), { version: "3.274.1" });
  const pulumi = await getPulumi({ env: { PATH: "" }, cache, fetches: [fetching("3.274.1")] });
  expect(pulumi).toBe(join(cache, CACHED, "bin", "pulumi"));
});

onPosix("the CLI of one version is got whatever is on PATH, and kept under its own name", async () => {
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

test("the version that is fetched and the oldest that is supported have Go modules, and the advice names the Go that the first needs", async () => {
  expect([...GO_MODULES.keys()]).toEqual([FETCHED_PULUMI, OLDEST_PULUMI]);
  const go = /^go (.*)$/m.exec(readFileSync(join(checkoutFolder, "tools", "pulumi-cli", "go.mod"), "utf8"))?.[1];
  const failing = getPulumi({ env: { PATH: "" }, cache: temporaryFolder(), fetches: [] });
  await expect(failing).rejects.toThrow(`install Go ${String(go)} or later`);
});

onPosix("Go is given the vendor's tags", async () => {
  const [folder, bin] = [temporaryFolder(), temporaryFolder()];
  writeExecutable(join(bin, "go"), `echo "$*" > "${join(folder, "arguments")}"; mkdir "${join(folder, "bin")}"`);
  await buildWithGo(folder, { version: OLDEST_PULUMI, env: { PATH: `${bin}:${SYSTEM}` } });
  expect(readFileSync(join(folder, "arguments"), "utf8")).toMatch(/ -tags osusergo .*version\.Version=3\.220\.0 /);
});

onPosix("what was fetched earlier and does not answer is fetched again", async () => {
  const cache = temporaryFolder();
  writePulumi(join(cache, CACHED, "bin"), { version: "3.274.1" });
  writeExecutable(join(cache, CACHED, "bin", "pulumi"), "exit 139");
  const pulumi = await getPulumi({ env: { PATH: "" }, cache, fetches: [fetching("3.274.1")] });
  expect(pulumi).toBe(join(cache, CACHED, "bin", "pulumi"));
  expect(leftovers(cache)).toEqual([]);
});

onPosix("a way that brings something unusable is not trusted, and the next is tried", async () => {
  const cache = temporaryFolder();
  const fetches = [fetching("3.0.0"), fetching("3.274.1"), never];
  expect(await getPulumi({ env: { PATH: "" }, cache, fetches })).toBe(join(cache, CACHED, "bin", "pulumi"));
});

onPosix("a fetch that was killed is not trusted, and what it left is cleared away", async () => {
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

onPosix("of two that need a CLI at once, one fetches it", async () => {
  const cache = temporaryFolder();
  const once = fetching("3.274.1");
  const get = (): Promise<string> => getPulumi({ env: { PATH: "" }, cache, fetches: [once] });
  const [first, second] = await Promise.all([get(), get()]);
  expect(first).toBe(second);
  expect(once.folders).toHaveLength(1);
});

onPosix("where nothing works, one error lists what was tried, why it failed, and the ways to mend it", async () => {
  const cache = temporaryFolder();
  const bin = temporaryFolder();
  writePulumi(bin, { version: "3.100.0" });
  const fetches = [{ name: "asking nicely", into: () => Promise.reject(new Error("nobody answered")) }];
  const failing = getPulumi({ env: { PATH: bin }, cache, fetches });
  await expect(failing).rejects.toThrow(
    [
      "Getting the Pulumi CLI: no way worked. Tried in this order:",
      `  - pulumi on PATH: ${bin}/pulumi is version 3.100.0; 3.220.0 or later is needed`,
      `  - one fetched earlier: there is none in ${cache}/${CACHED}/bin`,
      "  - asking nicely: nobody answered",
      "Do one of these, then run the command again:",
      "  - install Pulumi 3.220.0 or later, so that pulumi is on PATH: https://www.pulumi.com/docs/install/",
      "  - let this machine reach https://get.pulumi.com, without a proxy",
      "  - install Go 1.26.6 or later, with access to a Go module proxy: https://go.dev/dl/",
    ].join("\n"),
  );
  expect(leftovers(cache)).toEqual([]);
});

onPosix("a cache folder that cannot be made is named, with what to do", async () => {
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
