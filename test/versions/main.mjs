import { parseArgs } from "node:util";
import { runCommand } from "../../tools/command.mjs";
import { FETCHED_PULUMI, OLDEST_PULUMI } from "../../tools/pulumiVersions.mjs";
import { ensureBuilt } from "../../tools/setup.mjs";
import { RESULTS_FILE } from "./results.mjs";

const NODES = ["20", "22", "24", "26"];

const help = `npm run test:versions [-- options]

Installs the packed package in projects outside of the checkout, each with another combination of versions. Changes a simulated pool to
passive authentication and back. Each value meets each value of every other kind at least once:

  Node.js            ${NODES.join(", ")}, from the npm registry
  @pulumi/pulumi     the oldest supported version, this checkout's version, and the newest
  Pulumi CLI         ${OLDEST_PULUMI}, ${FETCHED_PULUMI}, and the version of the newest @pulumi/pulumi; each is downloaded, or built with Go
  package manager    npm and pnpm; pulumi-lync as a direct dependency, and as a dependency of a company's package
  program            TypeScript (CommonJS and ES modules) and JavaScript

It takes about a quarter of an hour, and longer if it has to build a Pulumi CLI. It needs the npm registry.

  --row <number>     only this row of the table; can be given several times
  --write            keep the results in ${RESULTS_FILE}, from where npm run docs puts them into the pages
  --help             this text

Exit code: 0 if none failed; 1 if one failed, or if none could run.`;

await runCommand(testVersions);

async function testVersions() {
  const { values } = parseArgs({
    options: { row: { type: "string", multiple: true }, write: { type: "boolean" }, help: { type: "boolean" } },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  await ensureBuilt();
  // Imported here, because it imports packages that a fresh checkout has only after ensureBuilt.
  const { tryVersions } = await import("./tryVersions.mjs");
  return tryVersions({ nodes: NODES, pulumis: [OLDEST_PULUMI, FETCHED_PULUMI], numbers: values.row, isKept: values.write === true });
}
