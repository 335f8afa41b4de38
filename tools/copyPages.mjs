/**
 * Copies the pages into provider/, because npm packs only what is in the package's folder. The
 * build runs this instead of npm's prepack, so that `npm pack --ignore-scripts` also packs them.
 */
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { checkoutFolder } from "./paths.mjs";
import { packagePages } from "./packagePages.mjs";

const provider = join(checkoutFolder, "provider");

// A page that was deleted must not stay in the package.
rmSync(join(provider, "docs"), { recursive: true, force: true });
for (const page of packagePages(checkoutFolder)) cpSync(join(checkoutFolder, page), join(provider, page));
