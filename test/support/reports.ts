import { inventedReport } from "../../bench/invented.mjs";
import type { Report } from "../../provider/src/cli/report/report";

/** Names that could break out of a page, or look like something else. */
export const hostileNames = [
  `<script>document.title = "broken"</script>`,
  `"><img src=x onerror="document.title='broken'">`,
  `'--></td></table><style>*{display:none}</style>`,
  "a\u202Emoc.osotnoc\u2066b",
  "&lt;b&gt; & &amp;",
  "x".repeat(300),
];

/** A report in which each text from the deployment and the stacks is one of these names. */
export function hostileReport(): Report {
  const report = inventedReport(hostileNames.length);
  const [first = ""] = hostileNames;
  return {
    ...report,
    deployment: first,
    stacks: hostileNames,
    notes: hostileNames,
    places: report.places.map((place, index) => {
      const name = hostileNames[index % hostileNames.length] ?? "";
      return {
        ...place,
        name,
        site: name,
        collections: place.collections.map((collection) => ({
          ...collection,
          identity: name,
          declaredBy: { stack: name, resource: name },
          methods: collection.methods.map((method) => ({ ...method, value: name, declared: name, isAsDeclared: false })),
        })),
        findings: [{ code: "noSecondFactor", severity: "undermines", message: `${name}: NTLM is on.` }],
      };
    }),
  };
}
