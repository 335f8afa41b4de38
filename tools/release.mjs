import { relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { runCommand, SetupError } from "./command.mjs";
import { missingPackages } from "./missingPackages.mjs";
import { checkoutFolder } from "./paths.mjs";
import { ensureBuilt } from "./setup.mjs";

const help = `npm run release -- [options]

Makes all files of a release of pulumi-lync in one folder: the package, its bills of materials
(CycloneDX and SPDX), its notes from CHANGELOG.md, and the SHA-256 sums of these files. It publishes
nothing.

Without --tag, this is a rehearsal: it makes the files, and says why a release would be refused.

  --tag <tag>        the tag of the release, such as v0.1.0; if something is wrong, nothing is made
  --folder <folder>  where the files go (default: release)
  --help             this text

Exit code: 0 if the files were made; 1 if the release was refused, or something failed.`;

await runCommand(release);

/** npm run release. docs/releasing.md describes its use. */
async function release() {
  const { tag, folder, isHelp } = readArguments();
  if (isHelp) {
    console.log(help);
    return 0;
  }
  requirePackages();
  // These import packages that a fresh checkout lacks.
  const { refusalsOf } = await import("./releaseRefusals.mjs");
  const { makeRelease } = await import("./releaseFiles.mjs");
  const refusals = await refusalsOf({ root: checkoutFolder, tag, env: process.env });
  if (tag !== undefined && refusals.length > 0) {
    for (const refusal of refusals) console.error(`error: ${refusal}`);
    return 1;
  }
  await ensureBuilt({ install: false });
  const names = await makeRelease({ root: checkoutFolder, folder });
  console.log(`${relative(process.cwd(), folder) || "."} has\n${names.map((name) => `  ${name}\n`).join("")}`);
  if (tag === undefined) console.log(describeRehearsal(refusals));
  return 0;
}

function readArguments() {
  try {
    const { values } = parseArgs({
      options: { tag: { type: "string" }, folder: { type: "string", default: "release" }, help: { type: "boolean", default: false } },
    });
    return { tag: values.tag, folder: resolve(values.folder), isHelp: values.help };
  } catch (error) {
    throw new SetupError(`${error instanceof Error ? error.message : String(error)}\n\n${help}`);
  }
}

/** A release installs nothing itself, because no package's install script may run for it. */
function requirePackages() {
  const missing = missingPackages(checkoutFolder);
  if (missing.length === 0) return;
  throw new SetupError(
    `The release cannot be made: node_modules lacks ${missing.length} of the packages of package-lock.json, such as ${missing[0]}. ` +
      "Run npm ci --ignore-scripts, then run the command again.",
  );
}

/** @param {string[]} refusals */
function describeRehearsal(refusals) {
  if (refusals.length === 0) return "This was a rehearsal. A release would not be refused.";
  return `This was a rehearsal. A release would be refused:\n${refusals.map((refusal) => `- ${refusal}`).join("\n")}`;
}
