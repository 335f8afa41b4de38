/**
 * Copies the pages into provider/, because npm packs only what lies in the package's folder. The
 * build does it, and not npm's prepack, so that `npm pack --ignore-scripts` packs them, too.
 */
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { checkoutFolder } from "./paths.mjs";
import { packagePages } from "./packagePages.mjs";

const provider = join(checkoutFolder, "provider");

// A page that is gone must not stay in the package.
rmSync(join(provider, "docs"), { recursive: true, force: true });
for (const page of packagePages(checkoutFolder)) cpSync(join(checkoutFolder, page), join(provider, page));
