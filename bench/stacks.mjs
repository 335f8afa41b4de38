import { runCommand } from "../tools/command.mjs";
import { ensureReady } from "../tools/setup.mjs";
import { inSeconds } from "./figures.mjs";

await runCommand(stacks);

/**
 * node bench/stacks.mjs [collections] [stacks]: runs `up` for a number of collections in one stack,
 * and then in several stacks, one after the other.
 */
async function stacks() {
  const { pulumi } = await ensureReady();
  const { BenchProject } = await import("./project.mjs");
  const { checkedUp } = await import("./checkedUp.mjs");
  const [collections = 1000, several = 4] = process.argv.slice(2).map(Number);
  for (const count of [1, several]) {
    const each = Math.ceil(collections / count);
    let seconds = 0;
    for (let stack = 0; stack < count; stack++) {
      seconds += (await checkedUp(new BenchProject({ pulumi, kind: "lync", collections: each }))).seconds;
    }
    console.log(`${count === 1 ? "one stack" : `${count} stacks`} of ${each} collections: ${inSeconds(seconds)}`);
  }
  return 0;
}
