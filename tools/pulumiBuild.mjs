import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { findExecutable, foldersOnPath } from "./executables.mjs";
import { installLanguageHost } from "./languageHost.mjs";
import { checkoutFolder } from "./paths.mjs";
import { excerpt, runQuietly } from "./processes.mjs";
import { withProgress } from "./progress.mjs";
import { BUILD_TAGS, GO_MODULES } from "./pulumiVersions.mjs";

const PACKAGE = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
const VERSION_VARIABLE = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";

/** A build usually takes minutes. Without a limit, a silent module proxy would block it forever. */
const LIMIT_SECONDS = 3600;

/**
 * Builds the CLI from its Go module. No Go module contains the language host, so this project's is
 * put next to it.
 * @param {string} folder gets a folder bin/ with the CLI
 * @param {{ version: string, env: NodeJS.ProcessEnv }} options
 */
export async function buildWithGo(folder, { version, env }) {
  const go = findExecutable("go", foldersOnPath(env));
  if (!go) throw new Error("There is no go on PATH.");
  const bin = join(folder, "bin");
  const result = await withProgress(
    `Building the Pulumi CLI ${version} with Go. This happens once for this user and takes some minutes. Go ` +
      "keeps up to 4 GB of caches (go clean -cache -modcache removes them).",
    async () => {
      const cwd = await goModule({ go, version, folder, env });
      return runQuietly([go, ...buildArguments(bin, version)], { cwd, env: goEnvironment(env), timeoutSeconds: LIMIT_SECONDS });
    },
  );
  if (result.signal === "SIGTERM") throw new Error(`go build did not end within ${LIMIT_SECONDS / 60} minutes.`);
  if (result.code !== 0) throw new Error(`go build failed (exit code ${result.code}):\n${excerpt(result)}`);
  installLanguageHost(bin);
}

/**
 * The folder of the Go module that builds a version. For a version that this checkout does not pin,
 * such as a new release, the module is made now, with the sums in Go's checksum database.
 * @param {{ go: string, version: string, folder: string, env: NodeJS.ProcessEnv }} options
 */
async function goModule({ go, version, folder, env }) {
  const pinned = GO_MODULES.get(version);
  if (pinned !== undefined) return join(checkoutFolder, pinned);
  const own = join(folder, "module");
  mkdirSync(own);
  for (const file of ["go.mod", "go.sum", "pin.go"]) cpSync(join(checkoutFolder, "tools", "pulumi-cli", file), join(own, file));
  const options = { cwd: own, env: goEnvironment(env), timeoutSeconds: LIMIT_SECONDS };
  for (const args of [
    ["get", `${PACKAGE}@v${version}`],
    ["mod", "tidy"],
  ]) {
    const result = await runQuietly([go, ...args], options);
    if (result.code !== 0) throw new Error(`go ${args.join(" ")} failed (exit code ${result.code}):\n${excerpt(result)}`);
  }
  return own;
}

/** @param {string} bin @param {string} version */
function buildArguments(bin, version) {
  const pulumi = join(bin, process.platform === "win32" ? "pulumi.exe" : "pulumi");
  const link = `-s -w -X ${VERSION_VARIABLE}=${version}`;
  return ["build", "-mod=readonly", "-trimpath", "-tags", BUILD_TAGS, "-ldflags", link, "-o", pulumi, PACKAGE];
}

/**
 * The environment for Go. A go.work in a folder above, or a target system that the user set for
 * other work, would build something else.
 * @param {NodeJS.ProcessEnv} env
 */
function goEnvironment(env) {
  return { ...env, GOWORK: "off", GOOS: "", GOARCH: "" };
}
