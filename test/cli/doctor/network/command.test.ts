import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import type { Examination } from "../../../../provider/src/cli/doctor/examination";
import { returning } from "../../../support/httpsServer";
import { wsdlOf } from "../../../support/metadata";
import { metadataUri, passiveSite } from "../../../support/passiveSite";

const command = path.resolve(import.meta.dirname, "..", "..", "..", "..", "provider", "bin", "pulumi-lync");

/** Runs the built `pulumi-lync doctor` on a topology. */
function doctor(file: string, environment: NodeJS.ProcessEnv): Promise<{ code: unknown; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const env = { ...process.env, ...environment };
    execFile(process.execPath, [command, "doctor", "--simulator", file, "--format", "json"], { env }, (error, stdout, stderr) => {
      resolve({ code: error?.code ?? 0, stdout, stderr });
    });
  });
}

test("doctor sends requests to real servers, trusts NODE_EXTRA_CA_CERTS, and reports what a web server really offers", async () => {
  const { file, authority } = await passiveSite({ "fe02.contoso.com": returning(wsdlOf("WebTicketServicePin", "WsFedPassive")) });
  const roots = `${file}.roots.pem`;
  writeFileSync(roots, authority.root);
  const { code, stdout, stderr } = await doctor(file, { NODE_EXTRA_CA_CERTS: roots });
  expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
  const { results } = JSON.parse(stdout) as Examination;
  const told = results.map(({ check, subject, status, code: one }) => [check, subject, one ?? status].join(" "));
  expect(told).toEqual(
    expect.arrayContaining([
      `AD FS metadata ${metadataUri} fine`,
      "TLS sts.contoso.com fine",
      "Web server fe01.contoso.com fine",
      "Web server fe02.contoso.com otherMethodOffered",
      "Clocks the servers fine",
    ]),
  );
});
