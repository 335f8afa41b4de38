import { expect, test } from "vitest";
import { enterprisePool } from "./collections";
import { Project } from "./project";

test("the state says where in the program each resource is declared, and contains no stack frame of pulumi-lync", async () => {
  const project = await new Project().init();
  project.declare(enterprisePool);
  await project.up();
  const ours = (await project.ours()) as { sourcePosition?: string; stackTrace?: object[] }[];
  expect(ours.map(({ sourcePosition }) => sourcePosition)).toEqual(
    ours.map((): unknown => expect.stringMatching(/^project:\/\/\/index\.js#\d/)),
  );
  expect(JSON.stringify(ours.map(({ stackTrace }) => stackTrace))).not.toContain("resources/");
});
