import type { Element, Root } from "hast";
import type { Report } from "../report";
import { policyOf, readBrowserFiles, type BrowserFiles } from "./browserFiles";
import { element, type Child } from "./element";
import { fieldsOf } from "./fields";
import { headOf, notesOf } from "./head";
import { tableOf } from "./table";

/**
 * A report as one file for a browser. It loads nothing, and shows all rows even if scripts are off.
 */
export async function pageOf(report: Report): Promise<string> {
  // Only a dynamic import can load this module.
  const { toHtml } = await import("hast-util-to-html");
  const files = readBrowserFiles();
  const html = element("html", { lang: "en" }, element("head", {}, ...metadataOf(report, files)), bodyOf(report, files));
  const page: Root = { type: "root", children: [{ type: "doctype" }, html] };
  return `${toHtml(page)}\n`;
}

function metadataOf({ deployment }: Report, files: BrowserFiles): Element[] {
  return [
    element("meta", { charSet: "utf-8" }),
    element("meta", { httpEquiv: ["Content-Security-Policy"], content: policyOf(files) }),
    element("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    element("meta", { name: "color-scheme", content: "light dark" }),
    element("title", {}, `Sign-in methods of ${deployment}`),
    element("style", {}, asItIs(files.style)),
  ];
}

function bodyOf(report: Report, { script }: BrowserFiles): Element {
  const content =
    report.places.length === 0
      ? [element("p", {}, "This deployment has no pools.")]
      : [fieldsOf(report), tableOf(report), element("script", {}, asItIs(script))];
  return element(
    "body",
    {},
    element("a", { className: ["skip"], href: "#report" }, "Skip to the table"),
    headOf(report),
    element("main", { id: "report", tabIndex: -1 }, ...notesOf(report), ...content),
  );
}

// The browser compares the exact text of a style or a script with the policy.
function asItIs(value: string): Child {
  return { type: "text", value };
}
