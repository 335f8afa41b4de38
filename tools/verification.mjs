import path from "node:path";
import Table from "cli-table3";
import { proxy } from "../provider/dist/configurations/proxy.js";
import { webService } from "../provider/dist/configurations/webService.js";
import { connect } from "../provider/dist/deployment/connect.js";
import { readTopologyFile, servicesOf } from "../provider/dist/simulator/topology.js";
import { readStackConfig } from "../provider/dist/stackConfig.js";

/**
 * @typedef {import("../provider/dist/configurations/noun.js").Noun} Noun
 * @typedef {import("../provider/dist/deployment/deployment.js").Deployment} Deployment
 */

/** What the procedure has an administrator look at, by service: the noun, the setting, the procedure's step. */
const web = /** @type {const} */ ([
  ["useWsFedPassiveAuth", "UseWsFedPassiveAuth", "Web Services, step 4"],
  ["wsFedPassiveMetadataUri", "WsFedPassiveMetadataUri", "Web Services, step 4"],
  ["useCertificateAuth", "UseCertificateAuth", "Web Services, step 6"],
  ["usePinAuth", "UsePinAuth", "Web Services, step 6"],
  ["useWindowsAuth", "UseWindowsAuth", "Web Services, step 6"],
]);
const sip = /** @type {const} */ ([
  ["useKerberosForClientToProxyAuth", "UseKerberosForClientToProxyAuth", "Proxy, step 2"],
  ["useNtlmForClientToProxyAuth", "UseNtlmForClientToProxyAuth", "Proxy, step 2"],
  ["useCertificateForClientToProxyAuth", "UseCertificateForClientToProxyAuth", "Proxy, step 2"],
]);

/**
 * The procedure's verification: reads the simulated deployment afresh, in a session of its own, and prints pool by pool what it holds.
 *
 * @param {{ root: string, topology?: string }} options `root` is the checkout; `topology` is relative to it.
 */
export async function printVerification({ root, topology = "examples/contoso/contoso.json" }) {
  const deployment = connect(readStackConfig((key) => (key === "simulator" ? topology : undefined), root));
  try {
    const table = new Table({
      head: ["Pool", "Collection", "The procedure's", "Setting", "Value"],
      style: { head: [], border: [] },
    });
    for (const { fqdn, role } of readTopologyFile(path.join(root, topology)).sites.flatMap(({ pools }) => pools)) {
      const rows = await readPool(deployment, fqdn, servicesOf(role));
      rows.forEach((row, index) => table.push(index === 0 ? [{ rowSpan: rows.length, content: `${fqdn}\n(${role})` }, ...row] : row));
    }
    console.log(table.toString());
  } finally {
    await deployment.close();
  }
}

/**
 * @param {Deployment} deployment
 * @param {string} pool
 * @param {readonly string[]} services
 */
async function readPool(deployment, pool, services) {
  const rows = [];
  for (const service of services) {
    const isWeb = service === "WebServer";
    const identity = `Service:${service}:${pool}`;
    const found = await deployment.find(isWeb ? webService : proxy, identity);
    if (found === undefined) rows.push([identity, "", "", "no collection of its own: it inherits"]);
    else
      for (const [property, name, step] of isWeb ? web : sip) rows.push([identity, step, name, asPowerShellPrints(found.values[property])]);
  }
  return rows;
}

/** @param {unknown} value */
function asPowerShellPrints(value) {
  return typeof value === "boolean" ? (value ? "True" : "False") : String(value);
}
