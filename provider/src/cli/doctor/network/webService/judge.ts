import { bounded } from "../../../../bounded";
import type { ExpectedWeb } from "../../../../guards/webPlaces";
import { firstFew } from "../../../../listed";
import { fine, finding, information, unknown, type Verdict } from "../verdict";
import { elementsIn, type Element } from "../xml";
import { isStoredOn, methodOf, methodWords, type Method } from "./ports";

const wsdl = "http://schemas.xmlsoap.org/wsdl/";

/** Compares what a web server says that it offers with what is stored for its pool. */
export function judgeOffer(root: Element, web: ExpectedWeb | undefined): Verdict[] {
  const services = elementsIn(root, wsdl, "service");
  if (services.length === 0)
    return [
      finding(
        "webServiceUnreachable",
        `It returned XML that describes no web service: its outermost element is "${bounded(root.name, 200)}".`,
        "Open the address in a browser, and see what it returns.",
      ),
    ];
  const ports = [
    ...new Set(services.flatMap((service) => elementsIn(service, wsdl, "port")).flatMap(({ attributes }) => attributes.get("name") ?? [])),
  ];
  const offered = portWords(ports);
  const bad = [...judgeOff(ports, web), ...judgePassive(ports, web)].map((verdict) => ({
    ...verdict,
    found: `${verdict.found} ${offered}`,
  }));
  if (bad.length > 0) return bad;
  return [ports.some((port) => methodOf(port) === undefined) ? information(offered) : fine(offered)];
}

/** Findings for methods that are stored as off, but offered. */
function judgeOff(ports: readonly string[], web: ExpectedWeb | undefined): Verdict[] {
  const methods = new Set(ports.map(methodOf).filter((method): method is Method => method !== undefined && method !== "none"));
  return [...methods]
    .filter((method) => isStoredOn(web, method) === false)
    .map((method) =>
      finding(
        "otherMethodOffered",
        `It offers ${methodWords[method]}, although that is stored as off.`,
        "Wait until the server has all stored values (Get-CsManagementStoreReplicationStatus). If it already has them, restart the web ticket service there (the application pools of IIS).",
      ),
    );
}

function judgePassive(ports: readonly string[], web: ExpectedWeb | undefined): Verdict[] {
  if (isStoredOn(web, "useWsFedPassiveAuth") !== true) return [];
  const methods = ports.map(methodOf);
  if (methods.includes("useWsFedPassiveAuth")) return [];
  const advice = "Wait until the server has all stored values (Get-CsManagementStoreReplicationStatus), and run doctor again.";
  if (methods.includes(undefined))
    return [
      unknown(
        "methodNotOffered",
        "It is unknown whether it offers passive authentication. It offers no port of that name, but it offers ports whose names are unknown.",
        advice,
      ),
    ];
  return [finding("methodNotOffered", "It does not offer passive authentication, although that is stored as on.", advice)];
}

function portWords(ports: readonly string[]): string {
  if (ports.length === 0) return "It offers no ports.";
  const strange = ports.filter((port) => methodOf(port) === undefined);
  const more =
    strange.length === 0
      ? ""
      : ` It is unknown what the following ports are for, and users may be able to sign in through them: ${listed(strange)}.`;
  return `Its ports are ${listed(ports)}.${more}`;
}

function listed(ports: readonly string[]): string {
  return bounded(firstFew(ports, 20), 1000);
}
