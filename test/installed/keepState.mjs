import { cpSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { runCommand, SetupError } from "../../tools/command.mjs";
import { pack } from "../../tools/pack.mjs";
import { checkoutFolder, releaseStatesFolder } from "../../tools/paths.mjs";
import { readJson } from "../../tools/json.mjs";
import { ensureReady } from "../../tools/setup.mjs";
import { InstalledProject } from "./project.mjs";
import { newFolder, run } from "./run.mjs";

const help = `npm run keep:state

Keeps the state that this version of the package writes, in ${releaseStatesFolder}/<version>. Later versions are tested with it.
The packed package is installed elsewhere, and a real pulumi deploys test/fixtures/releaseProgram with it.
The state of a version that has a tag is never changed.

  --help             this text

Exit code: 0 if the state was kept; 1 otherwise.`;

const program = join(checkoutFolder, "test", "fixtures", "releaseProgram");
const SOURCES = ["index.js", "contoso.json", "before.state.json"];

await runCommand(keepState);

async function keepState() {
  if (process.argv.includes("--help")) {
    console.log(help);
    return 0;
  }
  const { version } = /** @type {{ version: string }} */ (readJson(join(checkoutFolder, "provider", "package.json")));
  await requireNoTag(`v${version}`);
  const { pulumi } = await ensureReady();
  const folder = newFolder();
  try {
    const project = await deploy(folder, pulumi);
    const place = join(checkoutFolder, releaseStatesFolder, version);
    mkdirSync(place, { recursive: true });
    for (const file of SOURCES) cpSync(join(program, file), join(place, file));
    for (const file of ["contoso.state.json", "state.json"]) cpSync(join(project.folder, file), join(place, file));
    console.log(`The state of ${version} is in ${releaseStatesFolder}/${version}. Commit it with the release.`);
    return 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} tag */
async function requireNoTag(tag) {
  if ((await run(["git", "tag", "--list", tag], { cwd: checkoutFolder })).trim() === "") return;
  throw new SetupError(
    `Keeping a state: the tag ${tag} exists already, so its state is never changed. Set the next version in provider/package.json.`,
  );
}

/** @param {string} folder @param {string} pulumi */
async function deploy(folder, pulumi) {
  const project = new InstalledProject(join(folder, "project"), { pulumi });
  for (const file of SOURCES) cpSync(join(program, file), join(project.folder, file));
  cpSync(join(program, "before.state.json"), join(project.folder, "contoso.state.json"));
  await project.install((await pack(folder)).file);
  // The project and the stack into which the tests import the state. Both names are in every URN.
  project.write({ "Pulumi.yaml": "name: test\nruntime: nodejs\n" });
  await project.initStack("test");
  await project.pulumi("up", "--yes", "--skip-preview");
  await project.pulumi("stack", "export", "--file", "state.json");
  return project;
}
