import { rmSync } from "node:fs";
import { runCommand } from "../../tools/command.mjs";
import { pack } from "../../tools/pack.mjs";
import { ensureReady } from "../../tools/setup.mjs";
import { checkoutSetups } from "./checkouts.mjs";
import { packageSetups } from "./packages.mjs";
import { newFolder } from "../installed/run.mjs";

const help = `node test/setups/main.mjs [name…]

Tries pulumi-lync in users' set-ups that take too long for npm test. It takes some minutes, and needs the npm registry. Without names it tries all:

${[...checkoutSetups, ...packageSetups].map(({ name, what }) => `  ${name.padEnd(20)} ${what}`).join("\n")}

  --help               this text

Exit code: 0 if all that were tried worked; 1 if one did not.`;

await runCommand(main);

/** Prints a line for each set-up, and the error of each that failed. */
async function main() {
  const names = process.argv.slice(2);
  if (names.includes("--help")) {
    console.log(help);
    return 0;
  }
  const all = [...checkoutSetups, ...packageSetups];
  const unknown = names.filter((name) => !all.some((each) => each.name === name));
  if (unknown.length > 0) {
    console.error(`error: There is no set-up ${unknown.join(", ")}.\n\n${help}`);
    return 1;
  }
  const { pulumi } = await ensureReady();
  const folder = newFolder();
  let failures = 0;
  try {
    const { file: tarball } = await pack(folder);
    for (const { name, needsRoot, tryIt } of all) {
      if (names.length > 0 && !names.includes(name)) continue;
      if (needsRoot && process.getuid?.() !== 0) {
        console.log(`${name}: not tried, because only root can become another user.`);
        continue;
      }
      const start = performance.now();
      const failure = await tryIt({ folder, pulumi, tarball }).then(() => undefined, String);
      if (failure !== undefined) failures += 1;
      console.log(`${name}: ${failure === undefined ? "worked" : "FAILED"} (${Math.round((performance.now() - start) / 1000)} s)`);
      if (failure !== undefined) console.log(failure.replace(/^/gm, "    "));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return failures === 0 ? 0 : 1;
}
