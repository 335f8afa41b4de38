import { expect, test } from "vitest";
import { enterprisePool } from "./collections";
import { Project } from "./project";

test("the state says where in the program each resource stands, and keeps no frame of ours", async () => {
  const project = await new Project().init();
  project.declare(enterprisePool);
  await project.up();
  const ours = (await project.ours()) as { sourcePosition?: string; stackTrace?: object[] }[];
  expect(ours.map(({ sourcePosition }) => sourcePosition)).toEqual(
    ours.map((): unknown => expect.stringMatching(/^project:\/\/\/index\.js#\d/)),
  );
  expect(JSON.stringify(ours.map(({ stackTrace }) => stackTrace))).not.toContain("resources/");
});
