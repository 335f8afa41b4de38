import { spawnSync } from "node:child_process";
import path from "node:path";
import { checkoutFolder } from "./paths.mjs";

const block = /(?<=<!-- printed by: pulumi-lync (?<args>.*?) -->\n\n```(?:text|ts)\n)[\s\S]*?(?=```\n)/g;

/** A time in what a command prints: it differs from run to run. */
const time = /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/g;

/** A duration as Pulumi prints it after a resource, such as `(0.21s)`. */
const duration = /\(\d+(?:\.\d+)?s\)/g;

/**
 * Returns a page in which each block below a comment has what the comment's command prints now. All
 * times become the same one.
 * @param {string} page
 */
export function withPrintedBlocks(page) {
  return page.replace(block, (_, args) => printedBy(String(args)));
}

/** @param {string} args the arguments of the built command, separated by spaces */
function printedBy(args) {
  const command = path.join(checkoutFolder, "provider", "bin", "pulumi-lync");
  const { stdout, stderr, status } = spawnSync(process.execPath, [command, ...args.split(" ")], { cwd: checkoutFolder, encoding: "utf8" });
  if (stdout === "") throw new Error(`pulumi-lync ${args} ended with ${status}, and printed nothing: ${stderr}`);
  return withFixedTimes(stdout);
}

/**
 * Replaces all times by the same time, and all durations by the same duration.
 * @param {string} printed
 */
export function withFixedTimes(printed) {
  return printed.replace(time, "2026-11-28 14:00:00 UTC").replace(duration, "(0.1s)");
}
