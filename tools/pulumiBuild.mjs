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

/** Minutes are usual; a module proxy that falls silent would keep it for good. */
const LIMIT_SECONDS = 3600;

/**
 * Builds the CLI from its Go module. The language host is in no Go module, so ours goes beside it.
 * @param {string} folder gets a bin/ with it
 * @param {{ version: string, env: NodeJS.ProcessEnv }} options
 */
export async function buildWithGo(folder, { version, env }) {
  const go = findExecutable("go", foldersOnPath(env));
  if (!go) throw new Error("there is no go on PATH");
  const bin = join(folder, "bin");
  const result = await withProgress(
    `Building the Pulumi CLI ${version} with Go. This happens once for this user; it takes some minutes, and Go ` +
      "keeps up to 4 GB of caches (go clean -cache -modcache frees them).",
    async () => {
      const cwd = await goModule({ go, version, folder, env });
      return runQuietly([go, ...buildArguments(bin, version)], { cwd, env: goEnvironment(env), timeoutSeconds: LIMIT_SECONDS });
    },
  );
  if (result.signal === "SIGTERM") throw new Error(`go build was not done within ${LIMIT_SECONDS / 60} minutes`);
  if (result.code !== 0) throw new Error(`go build failed (exit code ${result.code}):\n${excerpt(result)}`);
  installLanguageHost(bin);
}

/**
 * The folder of the Go module that builds a version. A version that this checkout does not pin,
 * such as one of yesterday, gets its module now, with the sums that Go's checksum database has.
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
 * A go.work in a folder above, or a target system for other work, would build something else.
 * @param {NodeJS.ProcessEnv} env
 */
function goEnvironment(env) {
  return { ...env, GOWORK: "off", GOOS: "", GOARCH: "" };
}
