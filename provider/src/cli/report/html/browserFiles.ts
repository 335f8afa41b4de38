import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import * as path from "node:path";

/** What the page brings along for the browser: each is a text that becomes part of the page. */
export interface BrowserFiles {
  style: string;
  script: string;
}

/** Reads what the page brings along. It is not compiled, so it is next to the sources. */
export function readBrowserFiles(): BrowserFiles {
  const read = (name: string): string => readFileSync(path.join(folder, name), "utf8");
  return { style: read("page.css"), script: read("filter.js") };
}

/** The policy by which a browser runs and applies these texts alone, and loads nothing. */
export function policyOf({ style, script }: BrowserFiles): string {
  return [
    "default-src 'none'",
    `script-src ${sourceOf(script)}`,
    `style-src ${sourceOf(style)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

function sourceOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

// The same from src and from dist.
const folder = path.join(__dirname, "..", "..", "..", "..", "src", "cli", "report", "html", "browser");
