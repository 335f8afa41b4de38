import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import * as path from "node:path";

/** The style and the script of the page. Their texts become part of it. */
export interface BrowserFiles {
  style: string;
  script: string;
}

/**
 * Reads the style and the script. They are not compiled, so they are only in the folder of the
 * sources.
 */
export function readBrowserFiles(): BrowserFiles {
  const read = (name: string): string => readFileSync(path.join(folder, name), "utf8");
  return { style: read("page.css"), script: read("filter.js") };
}

/** The policy by which a browser runs and applies only these texts, and loads nothing. */
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

// This path is correct from src and from dist.
const folder = path.join(__dirname, "..", "..", "..", "..", "src", "cli", "report", "html", "browser");
