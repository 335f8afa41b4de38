import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { exitCodeOf, runCommand } from "./command.mjs";
import { npm } from "./npm.mjs";
import { pack } from "./pack.mjs";
import { checkoutFolder } from "./paths.mjs";
import { runInForeground } from "./processes.mjs";
import { ensureBuilt } from "./setup.mjs";

/**
 * The parts of the package. A file belongs to the first part that matches it.
 * @type {[string, RegExp][]}
 */
const PARTS = [
  ["zod, bundled", /^dist\/zod\.js$/],
  ["command pulumi-lync", /^(bin|dist\/cli)\/.*(?<!\.map)$/],
  ["simulator", /^dist\/simulator\/.*(?<!\.map)$/],
  ["declarations, and their maps", /\.d\.ts(\.map)?$/],
  ["resources and provider", /^dist\/.*\.js$/],
  ["source maps", /\.js\.map$/],
  ["sources", /^src\//],
  ["pages and licence", /\.md$|^LICENSE$/],
  ["package.json", /^package\.json$/],
];

const help = `npm run check:package [-- folder]

Packs the package and shows the size of each part. Then publint and @arethetypeswrong/cli check all entry points in all modes
of resolution. Without a folder it packs provider/.

Exit code: 0 if both find nothing; 1 otherwise.`;

await runCommand(checkPackage);

async function checkPackage() {
  const [from = join(checkoutFolder, "provider")] = process.argv.slice(2);
  if (from === "--help") {
    console.log(help);
    return 0;
  }
  await ensureBuilt();
  const folder = mkdtempSync(join(tmpdir(), "pulumi-lync-package-"));
  try {
    const packed = await pack(folder, from);
    console.log(await weights(packed, from));
    const options = { cwd: checkoutFolder };
    const publint = await runInForeground(npm("exec", "--no", "--", "publint", "run", packed.file, "--strict"), options);
    const types = await runInForeground(npm("exec", "--no", "--", "attw", packed.file), options);
    return Math.max(exitCodeOf(publint), exitCodeOf(types)) === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {import("./pack.mjs").Packed} packed @param {string} from */
async function weights({ size, files }, from) {
  // A fresh checkout has cli-table3 only after the set-up.
  const { default: Table } = await import("cli-table3");
  const table = new Table({ head: ["part", "files", "bytes", "packed"], style: { head: [], border: [] } });
  for (const [part, pattern] of PARTS) {
    const its = files.filter(({ path }) => PARTS.find(([, each]) => each.test(path))?.[1] === pattern);
    const contents = its.map(({ path }) => readFileSync(join(from, path)));
    if (its.length > 0)
      table.push([part, its.length, its.reduce((sum, each) => sum + each.size, 0), gzipSync(Buffer.concat(contents)).length]);
  }
  table.push(["all, as one tarball", files.length, files.reduce((sum, each) => sum + each.size, 0), size]);
  return table.toString();
}
