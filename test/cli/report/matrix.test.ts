import { expect, test } from "vitest";
import { matrixOf } from "../../../provider/src/cli/report/matrix";
import { exampleReport } from "../../support/exampleReport";

test("a row of the table has a pool's collection, with a column for each method", () => {
  const { head, rows } = matrixOf(exampleReport);
  expect(head).toEqual(["Pool", "Collection", "certificate", "Windows", "passive", "NTLM"]);
  expect(rows.slice(0, 2)).toEqual([
    ["One.contoso.com", "WebServer", "off =", "off =", "on =", ""],
    ["", "Registrar, inherits Global", "on", "", "", "on ≠"],
  ]);
  expect(rows.at(-1)).toEqual(["Global", "CsWebServiceConfiguration", "?", "Negotiate", "off", ""]);
});
