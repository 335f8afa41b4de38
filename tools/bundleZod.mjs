import { readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { build } from "rolldown";
import { checkoutFolder } from "./paths.mjs";

const zod = dirname(createRequire(import.meta.url).resolve("zod/package.json"));
const provider = join(checkoutFolder, "provider");
const file = join(provider, "dist", "zod.js");
const declarations = join(provider, "dist", "zod.d.ts");

// This replaces the compiler's file with the same exports and only those parts of zod that they
// need.
await build({
  input: join(provider, "src", "zod.ts"),
  platform: "node",
  output: { file, format: "cjs", banner: `/*!\n${readFileSync(join(zod, "LICENSE"), "utf8")}*/` },
  logLevel: "warn",
});
// These are the compiler's other files. No declaration of the package may name zod, because zod's
// own declarations need a newer TypeScript than a program may have.
for (const leftOver of [`${file}.map`, declarations, `${declarations}.map`]) rmSync(leftOver, { force: true });
