import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand, SetupError } from "./command.mjs";
import { copyCheckout } from "./copyCheckout.mjs";
import { readJson } from "./json.mjs";
import { npm } from "./npm.mjs";
import { checkoutFolder } from "./paths.mjs";
import { withFixedTimes } from "./printedBlocks.mjs";
import { excerpt, runQuietly } from "./processes.mjs";
import { withProgress } from "./progress.mjs";
import { pictureOf, shownLines } from "./recording.mjs";

const stateFile = "examples/contoso/contoso.state.json";
const changed = "Service:WebServer:LyncPool01.contoso.com";

/**
 * What is typed, and which lines of the output are shown. Output that goes to no terminal has no
 * colours: `unseen` asks Pulumi for them.
 * @typedef {object} Recorded
 * @property {string} about
 * @property {string[]} command
 * @property {string[]} [unseen]
 * @property {RegExp[]} shown
 * @property {(root: string) => void} [before]
 */

/** @type {Recorded[]} */
const recorded = [
  {
    about: "Everything from a fresh checkout to a simulated deployment that asks for a second factor",
    command: ["start"],
    shown: [/lync:\w+ \S+ created /, /^ +\+ \d+ created/, /^Deployment /, /^Passive /, /^[┌├│└]/, /^= as declared/],
  },
  {
    about: `Somebody turns passive authentication off by hand, in ${stateFile}`,
    command: ["run", "pulumi", "--", "preview", "--diff"],
    unseen: ["--color", "always"],
    before: playDrift,
    shown: [
      /^Previewing /,
      /^ +~ pulumi-nodejs/,
      /^ +\[id=/,
      /^ {8}--outputs:--$/,
      /^ {6}~ /,
      /^ {6}\+ /,
      /^ {8}\]/,
      /^Resources:/,
      /^ +~ \d+ to update/,
      /^ +\d+ unchanged/,
    ],
  },
  {
    about: "What up would do, in an administrator's words",
    command: ["run", "plan", "--", "--stack", "dev"],
    shown: [/^[┌├│└]/, /^Cmdlets that up runs/, /^What undoes them/, /^ {2}(?:New|Set|Remove)-Cs/, /^\d+ collections? unchanged/],
  },
];

await runCommand(writeRecording);

/**
 * npm run docs:recording: docs/recording.svg, README's picture of a terminal, from what the
 * commands print in a copy of this checkout.
 */
async function writeRecording() {
  const root = mkdtempSync(join(tmpdir(), "pulumi-lync-recording-"));
  try {
    // Packages must not be shared with it, because npm ci empties node_modules first.
    copyCheckout(root);
    const steps = [];
    for (const step of recorded) steps.push(await record(root, step));
    const picture = pictureOf(steps);
    writeFileSync(join(checkoutFolder, "docs", "recording.svg"), picture);
    console.log(`docs/recording.svg is written: ${Math.round(Buffer.byteLength(picture) / 1000)} kB.`);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
  return 0;
}

/** @param {string} root @param {Recorded} step */
async function record(root, { about, command, unseen = [], shown, before }) {
  before?.(root);
  const typed = `npm ${command.join(" ")}`;
  const result = await withProgress(`Recording ${typed}.`, () => runQuietly(npm(...command, ...unseen), { cwd: root }));
  if (result.code !== 0) throw new SetupError(`Recording ${typed}: it ended with ${result.code}.\n${excerpt(result)}`);
  const lines = shownLines(withFixedTimes(result.stdout), shown);
  if (lines.length < shown.length / 2) throw new SetupError(`Recording ${typed}: most of what is to be shown was not printed.`);
  return { about, command: typed, lines };
}

/** As an administrator might do on a server. @param {string} root */
function playDrift(root) {
  const file = join(root, stateFile);
  const stored = /** @type {Record<string, Record<string, Record<string, unknown>>>} */ (readJson(file));
  const collection = stored["CsWebServiceConfiguration"]?.[changed];
  if (collection?.["UseWsFedPassiveAuth"] !== true)
    throw new SetupError(`Playing drift: ${changed} is not passive in ${readFileSync(file, "utf8")}`);
  collection["UseWsFedPassiveAuth"] = false;
  writeFileSync(file, JSON.stringify(stored, undefined, 2));
}
