import { defineConfig } from "eslint/config";
import boundaries from "eslint-plugin-boundaries";
import { createNodeResolver, importX } from "eslint-plugin-import-x";

const source = "provider/src";

/**
 * The folders, lowest first, and which of those before it each may import; a type counts like a
 * value. Every one may import itself, and the root's files.
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
 * The files beside the folders. Those of the process and the entry put the folders together, and
 * everybody may import the others.
 */
const rootFiles = {
  root: { pattern: "!(dynamic|engineProcess|openOnce|index).ts", mayImport: [] },
  process: { pattern: "{dynamic,engineProcess,openOnce}.ts", mayImport: ["configurations", "deployment", "stack", "guards", "lifecycle"] },
  entry: { pattern: "index.ts", mayImport: ["configurations", "resources"] },
};

/**
 * Where a noun may be imported by its name; everybody else has it as an argument, and asks its
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

/** Which folders of provider/src import which, and that nothing imports in a circle. */
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
    // It looks at values alone; tools/importCircles.mjs looks at types, too.
    "import-x/no-cycle": "error",
    "boundaries/no-unknown-files": "error",
    "boundaries/dependencies": [
      "error",
      {
        default: "disallow",
        message: "{{from.file.path}} may not import {{to.file.path}}: eslint.folders.mjs says what may.",
        // The last that fits decides.
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
