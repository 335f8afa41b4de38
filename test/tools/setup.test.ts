import { existsSync, mkdirSync, readFileSync, rmSync, watch, writeFileSync } from "node:fs";
import { join } from "node:path";
import semver from "semver";
import { expect, test } from "vitest";
import { readJson } from "../../tools/json.mjs";
import { checkoutFolder } from "../../tools/paths.mjs";
import { requireNode } from "../../tools/setup.mjs";
import { writePulumi } from "./fixtures/writePulumi.mjs";
import { finish, firstLine, fixture, killHard, startNode, type Started } from "./startedProcess.js";
import { temporaryFolder } from "./temporaryFolder.js";
import { skippedOnWindows } from "../support/windows";

// These tests run the real npm ci and npm run build, in a checkout without dependencies. The
// stand-in for the CLI is a shell script.
const onPosix = test.skipIf(skippedOnWindows("a set-up that a signal ends"));
const LIMIT = 60_000;

const versions = "18.20.8 20.2.0 20.18.3 20.19.0 20.20.2 21.7.3 22.0.0 22.11.0 22.12.0 22.13.0 22.22.1 23.11.1 24.0.0 24.1.0 25.2.0 26.0.0";

test.each(versions.split(" "))("the checkout accepts or refuses Node.js %s, as package.json says", (version) => {
  const { engines } = readJson(join(checkoutFolder, "package.json")) as { engines: { node: string } };
  const require = (): void => requireNode(version);
  if (semver.satisfies(version, engines.node)) expect(require).not.toThrow();
  else {
    expect(require).toThrow(
      "Setting up pulumi-lync: this checkout needs Node.js 20.19 or a later 20, 22.13 or a later 22, or 24 and later, " +
        `but this is v${version}. Install one of these (https://nodejs.org), then run the command again.`,
    );
  }
});

test("the checkout needs a Node.js that its tools support, and the package supports older ones", () => {
  const { packages } = readJson(join(checkoutFolder, "package-lock.json")) as { packages: Record<string, { engines?: { node?: string } }> };
  const { engines } = readJson(join(checkoutFolder, "package.json")) as { engines: { node: string } };
  const refusing = Object.entries(packages).filter(([, { engines: its }]) => its?.node && !semver.subset(engines.node, its.node));
  expect(refusing.map(([path]) => path)).toEqual([]);
  const own = readJson(join(checkoutFolder, "provider", "package.json")) as { engines: { node: string } };
  expect(semver.satisfies("22.11.0", own.engines.node)).toBe(true);
});

onPosix(
  "two set-ups at the same time install and build once, and both are ready",
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
  "a set-up repeats only the steps whose files have changed",
  async () => {
    const checkout = freshCheckout();
    const again = async (): Promise<string[]> => {
      rmSync(join(checkout.root, "steps"), { force: true });
      expect(await finish(setUp(checkout))).toMatchObject({ code: 0 });
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
    rmSync(join(checkout.root, "node_modules", "binding"));
    expect(await again()).toEqual(["install", "build"]);
  },
  LIMIT,
);

onPosix(
  "a set-up installs everything, even what the user's npm settings leave out",
  async () => {
    const checkout = freshCheckout();
    const settings = join(checkout.root, "npmrc");
    writeFileSync(settings, "omit[]=dev\nomit[]=optional\nworkspaces=false\ninstall-strategy=linked\npackage-lock=false\ndry-run=true\n");
    expect(await finish(setUp(checkout, { NPM_CONFIG_USERCONFIG: settings }))).toMatchObject({ code: 0 });
    for (const name of ["provider", "binding"]) expect(existsSync(join(checkout.root, "node_modules", name, "package.json"))).toBe(true);
  },
  LIMIT,
);

onPosix(
  "a build uses nothing of an earlier one",
  async () => {
    const checkout = freshCheckout();
    const leftover = join(checkout.root, "provider", "dist", "leftover.js");
    mkdirSync(join(leftover, ".."), { recursive: true });
    writeFileSync(leftover, "");
    expect(await finish(setUp(checkout))).toMatchObject({ code: 0 });
    expect(existsSync(leftover)).toBe(false);
    expect(existsSync(join(leftover, ".."))).toBe(true);
  },
  LIMIT,
);

onPosix(
  "a set-up that was killed while installing is repeated, after its npm has ended",
  async () => {
    const checkout = freshCheckout();
    writeFileSync(join(checkout.root, "hold"), "");
    const killed = setUp(checkout);
    await appears(checkout.root, "steps");
    await killHard(killed);
    const next = setUp(checkout);
    expect(await firstLine(next)).toContain(`Waiting for process ${killed.pid}, which is setting up this checkout.`);
    rmSync(join(checkout.root, "hold"));
    expect(await finish(next)).toMatchObject({ code: 0 });
    expect(steps(checkout)).toEqual(["install", "install", "build"]);
  },
  LIMIT,
);

onPosix(
  "a failed install is reported in one message, with npm's own words",
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
  "a failed build is reported, and tried again in the next set-up",
  async () => {
    const checkout = freshCheckout();
    writeManifests(checkout.root, { build: "echo index.ts: no semicolon && exit 2" });
    for (let i = 0; i < 2; i++) {
      const { code, output } = await finish(setUp(checkout));
      expect(code).toBe(1);
      expect(output).toContain("error: Building the package pulumi-lync: npm run build failed (exit code 2).");
      expect(output).toContain("index.ts: no semicolon");
      expect(output).toContain("Correct what the compiler reports");
    }
    expect(steps(checkout)).toEqual(["install"]);
  },
  LIMIT,
);

onPosix(
  "a build that fails because a package is missing names it, and the next set-up installs it",
  async () => {
    const checkout = freshCheckout();
    writeManifests(checkout.root, { build: "rm node_modules/binding && exit 2" });
    const { output } = await finish(setUp(checkout));
    expect(output).toContain(
      "npm has not installed everything: node_modules/binding is missing. Check that this machine reaches its npm registry",
    );
    await finish(setUp(checkout));
    expect(steps(checkout)).toEqual(["install", "install"]);
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
  mkdirSync(join(root, "binding"));
  writeFileSync(join(root, "provider", "src", "index.ts"), "");
  writeManifests(root, {});
  return { root, pulumi: writePulumi(join(temporaryFolder(), "bin"), { version: "3.230.0" }) };
}

function writeManifests(root: string, { description = "", build = step(root, "build") }): void {
  const checkout = { name: "checkout", version: "1.0.0", workspaces: ["provider"], optionalDependencies: { binding: "file:binding" } };
  const packages = {
    "": checkout,
    provider: { version: "1.0.0" },
    "node_modules/provider": { resolved: "provider", link: true },
    binding: { version: "1.0.0", optional: true },
    "node_modules/binding": { resolved: "binding", link: true, optional: true, os: [process.platform] },
  };
  const manifests = {
    "package.json": { ...checkout, description, scripts: { preinstall: step(root, "install"), build } },
    "package-lock.json": { name: "checkout", version: "1.0.0", lockfileVersion: 3, requires: true, packages },
    "provider/package.json": { name: "provider", version: "1.0.0" },
    "binding/package.json": { name: "binding", version: "1.0.0" },
  };
  for (const [file, content] of Object.entries(manifests)) writeFileSync(join(root, file), JSON.stringify(content));
}

function step(root: string, name: string): string {
  return `node "${fixture("logStep.mjs")}" "${root}" ${name}`;
}

function setUp({ root, pulumi }: Checkout, more: NodeJS.ProcessEnv = {}): Started {
  const env = { ...process.env, ...more, PATH: `${join(pulumi, "..")}:${process.env["PATH"]}` };
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
