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
 * @param {{ version: string, env: NodeJS.ProcessEnv }} options version: one of GO_MODULES
 */
export async function buildWithGo(folder, { version, env }) {
  const module = GO_MODULES.get(version);
  if (module === undefined) throw new Error(`tools/pulumi-cli has no Go module for version ${version}`);
  const go = findExecutable("go", foldersOnPath(env));
  if (!go) throw new Error("there is no go on PATH");
  const bin = join(folder, "bin");
  const result = await withProgress(
    `Building the Pulumi CLI ${version} with Go. This happens once for this user; it takes some minutes, and Go ` +
      "keeps up to 4 GB of caches (go clean -cache -modcache frees them).",
    () =>
      runQuietly([go, ...buildArguments(bin, version)], {
        cwd: join(checkoutFolder, module),
        env: goEnvironment(env),
        timeoutSeconds: LIMIT_SECONDS,
      }),
  );
  if (result.signal === "SIGTERM") throw new Error(`go build was not done within ${LIMIT_SECONDS / 60} minutes`);
  if (result.code !== 0) throw new Error(`go build failed (exit code ${result.code}):\n${excerpt(result)}`);
  installLanguageHost(bin);
}

/** @param {string} bin @param {string} version */
function buildArguments(bin, version) {
  const pulumi = join(bin, process.platform === "win32" ? "pulumi.exe" : "pulumi");
  const link = `-s -w -X ${VERSION_VARIABLE}=${version}`;
  return ["build", "-mod=readonly", "-trimpath", "-tags", BUILD_TAGS, "-ldflags", link, "-o", pulumi, PACKAGE];
}

/** A go.work in a folder above, or a target system for other work, would build something else. @param {NodeJS.ProcessEnv} env */
function goEnvironment(env) {
  return { ...env, GOWORK: "off", GOOS: "", GOARCH: "" };
}
