import type { Change } from "../../provider/src/cli/plan/change";
import { planOf, type Plan } from "../../provider/src/cli/plan/plan";
import { parsePreview, type Preview } from "../../provider/src/cli/preview";
import { webService } from "../../provider/src/configurations/webService";
import { LyncError } from "../../provider/src/errors";
import { typeOf } from "../../provider/src/resources/typeOf";

// Shared by the tests of plans: a preview's steps, and the plans made from them.

const notAsked = new LyncError("there is none in this test", { kind: "unreachable" });
const provider = 'exports.handler=()=>require("pulumi-lync/dynamic").webService';

export const urnOf = (name: string, type = typeOf(webService)): string => `urn:pulumi:prod::test::${type}::${name}`;

/** A step of a preview, which says what it would do to a Web Services collection. */
export function step(
  op: string,
  name: string,
  { olds, news, retainOnDelete }: { olds?: object; news?: object; retainOnDelete?: boolean },
): object {
  return {
    op,
    urn: urnOf(name),
    oldState: olds === undefined ? undefined : { id: "x", inputs: olds, outputs: olds, retainOnDelete },
    newState: news === undefined ? undefined : { inputs: { __provider: provider, ...news } },
  };
}

export function preview(steps: object[], diagnostics: object[] = []): Preview {
  return parsePreview(JSON.stringify({ steps, diagnostics }), "a test");
}

/** The plan of a preview whose deployment cannot be read. */
export async function planned(steps: object[], diagnostics: object[] = []): Promise<Plan> {
  return planOf(preview(steps, diagnostics), notAsked);
}

/** The inputs for a passive pool's Web Services. */
export const passive = (pool: string, more: object = {}): object => ({
  identity: `Service:WebServer:${pool}`,
  useWsFedPassiveAuth: true,
  wsFedPassiveMetadataUri: "https://dc.contoso.com/metadata.xml",
  useCertificateAuth: false,
  usePinAuth: false,
  useWindowsAuth: "None",
  ...more,
});

/** A change of a collection, without any warnings. */
export const changeOf = (more: Partial<Change> = {}): Change => ({
  action: "change",
  resource: "web",
  pool: "LyncPool01.contoso.com",
  identity: "Service:WebServer:LyncPool01.contoso.com",
  isIdentityKnown: true,
  configuration: "CsWebServiceConfiguration",
  isReplacement: false,
  before: "PIN",
  after: "passive",
  warnings: [],
  drift: [],
  cmdlets: [],
  lacksValues: false,
  undo: [],
  ...more,
});

/** A plan in which nothing changes. */
export const planWith = (more: Partial<Plan> = {}): Plan => ({
  stack: "prod",
  changes: [],
  unchanged: [],
  reminders: [],
  notes: [],
  warnings: [],
  errors: [],
  ...more,
});

/** Texts that could break out of a table cell, a code block, a quotation, a comment or a script. */
export const hostile = [
  "a'b",
  'a"b',
  "a`b",
  "a```b",
  "````\n<script>alert(1)</script>",
  "$(Remove-CsProxyConfiguration -Identity Global)",
  "a’; Remove-CsProxyConfiguration -Identity 'Global",
  "a'\nRemove-CsProxyConfiguration -Identity 'Global",
  "a\r\n#>\nRemove-CsProxyConfiguration",
  "a | b | c",
  "</td></tr></table><h1>x</h1>",
  "</details>",
  "[x](https://evil.example)",
  "![x](https://evil.example/x.png)",
  "@octocat",
  "<!-- x",
  "\u202egnp.exe",
  "\u001b[31mred",
  "a\u2028b",
  "\\",
];

/** Create steps in which the pool, the metadata URI and the warning contain such a text. */
export const hostileSteps = hostile.map((text, index) =>
  step("create", `p${String(index)}`, {
    news: passive(text, { wsFedPassiveMetadataUri: `https://x/${text}`, warnings: [`a warning of ${text}`] }),
  }),
);
