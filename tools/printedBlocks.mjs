import { spawnSync } from "node:child_process";
import path from "node:path";
import { checkoutFolder } from "./paths.mjs";

const block = /(?<=<!-- printed by: pulumi-lync (?<args>.*?) -->\n\n```(?:text|ts)\n)[\s\S]*?(?=```\n)/g;

/** A time in what a command prints, which is another one each time. */
const time = /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/g;

/** A duration as Pulumi prints it behind a resource, such as `(0.21s)`. */
const duration = /\(\d+(?:\.\d+)?s\)/g;

/**
 * A page with what the commands print that its comments name, each in the block below its comment.
 * Times are replaced by one.
 * @param {string} page
 */
export function withPrintedBlocks(page) {
  return page.replace(block, (_, args) => printedBy(String(args)));
}

/** @param {string} args of the built command, with blanks between */
function printedBy(args) {
  const command = path.join(checkoutFolder, "provider", "bin", "pulumi-lync");
  const { stdout, stderr, status } = spawnSync(process.execPath, [command, ...args.split(" ")], { cwd: checkoutFolder, encoding: "utf8" });
  if (stdout === "") throw new Error(`pulumi-lync ${args} ended with ${status}, and printed nothing: ${stderr}`);
  return withFixedTimes(stdout);
}

/** The same with one time, and one duration, in place of all. @param {string} printed */
export function withFixedTimes(printed) {
  return printed.replace(time, "2026-11-28 14:00:00 UTC").replace(duration, "(0.1s)");
}
