import { join } from "node:path";
import { readJson } from "../tools/json.mjs";
import { BenchError } from "./benchError.mjs";
import { inSeconds, least } from "./figures.mjs";
import { programs } from "./programs.mjs";

// The class reads the old state once in each run, before anything is registered. Here it is read
// several times, because the fastest time counts.
const asking = `
const pulumi = require("@pulumi/pulumi");
module.exports = async () => {
  const times = [];
  for (let round = 0; round < 3; round++) {
    const start = performance.now();
    const stackName = pulumi.getOrganization() + "/" + pulumi.getProject() + "/" + pulumi.getStack();
    const { outputs } = await pulumi.runtime.invoke("pulumi:pulumi:readStackResourceOutputs", { stackName });
    times.push({ seconds: (performance.now() - start) / 1000, resources: Object.keys(outputs).length });
  }
  require("node:fs").writeFileSync("question.json", JSON.stringify(times));
};
`;

/**
 * Measures how long it takes to read the old state, in a project that is up.
 * @param {import("./project.mjs").BenchProject} project
 * @returns {Promise<number>} in seconds
 */
export async function measureQuestion(project) {
  project.write("index.js", asking);
  // This preview shows that everything would be deleted, but a preview deletes nothing.
  await project.run("preview", "--refresh=false");
  project.write("index.js", programs[project.kind]);
  const times = /** @type {{ seconds: number, resources: number }[]} */ (readJson(join(project.folder, "question.json")));
  if (times.some(({ resources }) => resources < project.declared.length))
    throw new BenchError("The engine did not return the whole state.");
  return least(times.map(({ seconds }) => seconds));
}

/**
 * @param {{ question: number, preview: number }} seconds
 * @param {number} collections
 * @returns {import("./row.mjs").Row}
 */
export function questionRow({ question, preview }, collections) {
  return {
    id: "old state / preview",
    what: `reading the old state of ${collections} collections from the engine, once in each run`,
    against: "a preview of them, unchanged, with refresh",
    goal: { atMost: 0.1 },
    value: question / preview,
    detail: `${inSeconds(question)} : ${inSeconds(preview)}`,
  };
}
