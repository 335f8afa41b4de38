import { checkUp } from "./check.mjs";

/**
 * Runs the first `up` of a project and checks that it did its work. `look` gets the project before
 * it is removed.
 * @param {import("./project.mjs").BenchProject} project
 * @param {(project: import("./project.mjs").BenchProject) => Promise<void> | void} [look]
 * @returns {Promise<import("./project.mjs").Run>}
 */
export async function checkedUp(project, look) {
  try {
    await project.init();
    const run = await project.up();
    checkUp(project);
    await look?.(project);
    return run;
  } finally {
    project.remove();
  }
}
