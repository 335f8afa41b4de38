import { existsSync, mkdirSync, readFileSync, rmSync, watch, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readJson } from "../../tools/json.mjs";
import { checkoutFolder } from "../../tools/paths.mjs";
import { requireNode } from "../../tools/setup.mjs";
import { writePulumi } from "./fixtures/writePulumi.mjs";
import { finish, firstLine, fixture, killHard, startNode, type Started } from "./startedProcess.js";
import { temporaryFolder } from "./temporaryFolder.js";

// Real npm ci and npm run build, in a checkout without dependencies. The stand-in for the CLI is a shell script.
const onPosix = test.skipIf(process.platform === "win32");
const LIMIT = 60_000;

test("a Node.js that is too old is refused in one sentence, which is what package.json says, too", () => {
  for (const version of ["20.19.0", "20.20.2", "22.0.0", "24.1.0"]) expect(() => requireNode(version)).not.toThrow();
  const sentence = (version: string): string =>
    `Setting up pulumi-lync: it needs Node.js 20.19 or later, and this is v${version}; ` +
    "install a newer one (https://nodejs.org), then run the command again.";
  for (const version of ["18.20.8", "20.2.0", "20.18.3"]) expect(() => requireNode(version)).toThrow(sentence(version));
  for (const manifest of ["package.json", "provider/package.json"]) {
    expect(readJson(join(checkoutFolder, manifest))).toMatchObject({ engines: { node: ">=20.19" } });
  }
});

onPosix(
  "two set-ups at once install and build once, and both are ready",
  async () => {
    const checkout = freshCheckout();
    const ends = await Promise.all([finish(setUp(checkout)), finish(setUp(checkout))]);
    expect(ends.map(({ code }) => code)).toEqual([0, 0]);
    expect(ends.map(({ output }) => output.includes(`ready: ${checkout.pulumi}`))).toEqual([true, true]);
    expect(steps(checkout)).toEqual(["install", "build"]);
  },
  LIMIT,
);

onPosix(
  "a set-up does again what its files have changed for, and nothing else",
  async () => {
    const checkout = freshCheckout();
    const again = async (): Promise<string[]> => {
      rmSync(join(checkout.root, "steps"), { force: true });
      expect((await finish(setUp(checkout))).code).toBe(0);
      return steps(checkout);
    };
    expect(await again()).toEqual(["install", "build"]);
    expect(await again()).toEqual([]);
    writeFileSync(join(checkout.root, "provider", "src", "index.ts"), "// changed");
    expect(await again()).toEqual(["build"]);
    rmSync(join(checkout.root, "provider", "dist"), { recursive: true });
    expect(await again()).toEqual(["build"]);
    writeManifests(checkout.root, { description: "changed" });
    expect(await again()).toEqual(["install", "build"]);
  },
  LIMIT,
);

onPosix(
  "a build trusts nothing of an earlier one",
  async () => {
    const checkout = freshCheckout();
    const leftover = join(checkout.root, "provider", "dist", "leftover.js");
    mkdirSync(join(leftover, ".."), { recursive: true });
    writeFileSync(leftover, "");
    expect((await finish(setUp(checkout))).code).toBe(0);
    expect(existsSync(leftover)).toBe(false);
    expect(existsSync(join(leftover, ".."))).toBe(true);
  },
  LIMIT,
);

onPosix(
  "a set-up that was killed while installing is done again, once its npm has ended",
  async () => {
    const checkout = freshCheckout();
    writeFileSync(join(checkout.root, "hold"), "");
    const killed = setUp(checkout);
    await appears(checkout.root, "steps");
    await killHard(killed);
    const next = setUp(checkout);
    expect(await firstLine(next)).toContain(`Waiting for process ${killed.pid}, which is setting up this checkout.`);
    rmSync(join(checkout.root, "hold"));
    expect((await finish(next)).code).toBe(0);
    expect(steps(checkout)).toEqual(["install", "install", "build"]);
  },
  LIMIT,
);

onPosix(
  "an install that fails says so in npm's words and in one message",
  async () => {
    const checkout = freshCheckout();
    rmSync(join(checkout.root, "package-lock.json"));
    const { code, output } = await finish(setUp(checkout));
    expect(code).toBe(1);
    expect(output).toMatch(/error: Installing the dependencies: npm ci failed \(exit code 1\)\.\n[^]*package-lock\.json[^]*npm ping/);
    expect(output).not.toContain("at installDependencies");
  },
  LIMIT,
);

onPosix(
  "a build that fails says so, and is tried again",
  async () => {
    const checkout = freshCheckout();
    writeManifests(checkout.root, { build: "echo index.ts: no semicolon && exit 2" });
    for (let i = 0; i < 2; i++) {
      const { code, output } = await finish(setUp(checkout));
      expect(code).toBe(1);
      expect(output).toContain("error: Building the package pulumi-lync: npm run build failed (exit code 2).");
      expect(output).toContain("index.ts: no semicolon");
    }
  },
  LIMIT,
);

interface Checkout {
  root: string;
  pulumi: string;
}

function freshCheckout(): Checkout {
  const root = temporaryFolder();
  mkdirSync(join(root, "provider", "src"), { recursive: true });
  writeFileSync(join(root, "provider", "src", "index.ts"), "");
  writeManifests(root, {});
  return { root, pulumi: writePulumi(join(temporaryFolder(), "bin"), { version: "3.230.0" }) };
}

function writeManifests(root: string, { description = "", build = step(root, "build") }): void {
  const manifest = {
    name: "checkout",
    version: "1.0.0",
    description,
    scripts: { preinstall: step(root, "install"), build },
  };
  const lock = { name: "checkout", version: "1.0.0", lockfileVersion: 3, requires: true };
  writeFileSync(join(root, "package.json"), JSON.stringify(manifest));
  writeFileSync(join(root, "package-lock.json"), JSON.stringify({ ...lock, packages: { "": { name: "checkout", version: "1.0.0" } } }));
}

function step(root: string, name: string): string {
  return `node "${fixture("logStep.mjs")}" "${root}" ${name}`;
}

function setUp({ root, pulumi }: Checkout): Started {
  const env = { ...process.env, PATH: `${join(pulumi, "..")}:${process.env["PATH"]}` };
  return startNode([fixture("ensureReady.mjs"), root], { env });
}

function steps({ root }: Checkout): string[] {
  const file = join(root, "steps");
  return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
}

function appears(folder: string, name: string): Promise<void> {
  return new Promise((resolve) => {
    const watcher = watch(folder, () => {
      if (!existsSync(join(folder, name))) return;
      watcher.close();
      resolve();
    });
  });
}
