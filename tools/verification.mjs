import Table from "cli-table3";
import { parametersOf } from "../provider/dist/configurations/noun.js";
import { proxy } from "../provider/dist/configurations/proxy.js";
import { webService } from "../provider/dist/configurations/webService.js";
import { connect } from "../provider/dist/deployment/connect.js";
import { servicesOf } from "../provider/dist/simulator/roles.js";
import { readTopologyFile } from "../provider/dist/simulator/topologyFile.js";
import { readStackConfig } from "../provider/dist/stackConfig.js";

/** @typedef {import("../provider/dist/deployment/deployment.js").Deployment} Deployment */

/** What the procedure has an administrator look at: Web Services, steps 4 and 6. */
const webServices = ["useWsFedPassiveAuth", "wsFedPassiveMetadataUri", "useCertificateAuth", "usePinAuth", "useWindowsAuth"];

/** And the proxy's step 2. */
const signIn = ["useKerberosForClientToProxyAuth", "useNtlmForClientToProxyAuth", "useCertificateForClientToProxyAuth"];

/**
 * The procedure's verification: reads the simulated deployment afresh, in a session of its own, and prints pool by pool what it holds.
 *
 * @param {{ root: string, config: ReadonlyMap<string, string> }} options `root` is the checkout; `config` has the stack's `lync:` keys, without
 *   their namespace.
 */
export async function printVerification({ root, config }) {
  const stackConfig = readStackConfig((key) => config.get(key), root);
  if (!stackConfig.simulator) return;
  const { topology } = stackConfig.simulator;
  const deployment = connect(stackConfig);
  try {
    const table = new Table({ head: ["Pool", "Service", "Setting", "Value"], style: { head: [], border: [] } });
    for (const { fqdn, role } of readTopologyFile(topology).sites.flatMap(({ pools }) => pools)) {
      const rows = await readPool(deployment, fqdn, servicesOf(role));
      rows.forEach((row, index) => table.push(index === 0 ? [{ rowSpan: rows.length, content: `${fqdn}\n(${role})` }, ...row] : row));
    }
    console.log(table.toString());
  } finally {
    await deployment.close();
  }
}

/**
 * A row for each of the pool's services.
 *
 * @param {Deployment} deployment
 * @param {string} pool
 * @param {readonly string[]} services
 */
async function readPool(deployment, pool, services) {
  const rows = [];
  for (const service of services) {
    const [noun, properties] = service === "WebServer" ? [webService, webServices] : [proxy, signIn];
    const found = await deployment.find(noun, `Service:${service}:${pool}`);
    if (found === undefined) {
      rows.push([service, "", "no collection of its own: it inherits"]);
      continue;
    }
    const parameters = parametersOf(noun);
    rows.push([
      service,
      properties.map((property) => parameters.get(property)).join("\n"),
      properties.map((property) => asPowerShellPrints(found.values[property])).join("\n"),
    ]);
  }
  return rows;
}

/** @param {unknown} value */
function asPowerShellPrints(value) {
  return typeof value === "boolean" ? (value ? "True" : "False") : String(value);
}
