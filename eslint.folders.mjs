import { defineConfig } from "eslint/config";
import boundaries from "eslint-plugin-boundaries";
import { createNodeResolver, importX } from "eslint-plugin-import-x";

const source = "provider/src";

/**
 * The folders, lowest first, and which earlier folders each may import. Types count like values.
 * Every folder may import itself and the root's files.
 */
const folders = {
  configurations: [],
  cmdlets: ["configurations"],
  powershell: ["configurations", "cmdlets"],
  simulator: ["configurations", "cmdlets", "powershell"],
  deployment: ["configurations", "cmdlets", "powershell", "simulator"],
  stack: ["configurations", "cmdlets", "deployment"],
  guards: ["configurations", "cmdlets", "deployment", "stack"],
  lifecycle: ["configurations", "cmdlets", "deployment", "stack", "guards"],
  resources: ["configurations", "cmdlets", "deployment", "stack", "guards", "lifecycle"],
  policies: ["configurations", "cmdlets", "deployment", "stack", "guards", "lifecycle", "resources"],
  cli: ["configurations", "cmdlets", "deployment", "stack", "guards", "lifecycle", "resources"],
};

/**
 * The files next to the folders. The files of the process and of the entry combine the folders.
 * Every folder may import the other root files.
 */
const rootFiles = {
  root: { pattern: "!(dynamic|engineProcess|openOnce|index).ts", mayImport: [] },
  process: { pattern: "{dynamic,engineProcess,openOnce}.ts", mayImport: ["configurations", "deployment", "stack", "guards", "lifecycle"] },
  entry: { pattern: "index.ts", mayImport: ["configurations", "resources"] },
};

/**
 * The files that may import a noun by its name. All others get it as an argument and read its
 * table.
 */
const nounFiles = `${source}/configurations/{proxy,webService}.ts`;
const namesNouns = [
  `${source}/guards/**`,
  `${source}/policies/**`,
  `${source}/resources/{proxyConfiguration,webServiceConfiguration,passiveAuthentication}.ts`,
  `${source}/configurations/nouns.ts`,
  `${source}/dynamic.ts`,
];

/** @param {string} from @param {readonly string[]} to */
const mayImport = (from, to) => ({
  from: { file: { categories: from } },
  allow: { to: { file: { categories: ["root", from, ...to] } } },
});

/** Rules for which folders of provider/src may import which, and against circular imports. */
export const folderRules = defineConfig({
  files: [`${source}/**/*.ts`],
  plugins: { boundaries, "import-x": importX },
  settings: {
    "import/resolver": { node: { extensions: [".ts"] } },
    "import-x/resolver-next": [createNodeResolver({ extensions: [".ts"] })],
    "import-x/parsers": { "@typescript-eslint/parser": [".ts"] },
    "boundaries/files": [
      ...Object.entries(rootFiles).map(([category, { pattern }]) => ({ category, pattern: `${source}/${pattern}` })),
      ...Object.keys(folders).map((folder) => ({ category: folder, pattern: `${source}/${folder}/**/*.ts` })),
    ],
  },
  rules: {
    // This rule sees only values. tools/importCircles.mjs also sees types.
    "import-x/no-cycle": "error",
    "boundaries/no-unknown-files": "error",
    "boundaries/dependencies": [
      "error",
      {
        default: "disallow",
        message: "{{from.file.path}} may not import {{to.file.path}}. See eslint.folders.mjs for what it may import.",
        // The last policy that matches decides.
        policies: [
          { allow: { to: { module: { origin: ["external", "core"] } } } },
          ...Object.entries(rootFiles).map(([category, { mayImport: to }]) => mayImport(category, to)),
          ...Object.entries(folders).map(([folder, to]) => mayImport(folder, to)),
          { disallow: { to: { file: { path: nounFiles } } } },
          { from: { file: { path: namesNouns } }, allow: { to: { file: { path: nounFiles } } } },
        ],
      },
    ],
  },
});
