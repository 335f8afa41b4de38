import eslint from "@eslint/js";
import stylistic from "@stylistic/eslint-plugin";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";
import { folderRules } from "./eslint.folders.mjs";
import { guardRules } from "./eslint.guards.mjs";

export default defineConfig(
  { ignores: ["**/dist/", "**/node_modules/", ".pulumi-state/", "site/"] },
  eslint.configs.recommended,
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      // A resource's outputs are its settings table's, merged in as an interface, so that each
      // shows its doc comment in an editor.
      "@typescript-eslint/no-unsafe-declaration-merging": "off",
      "@typescript-eslint/no-empty-object-type": ["error", { allowInterfaces: "with-single-extends" }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/explicit-function-return-type": ["error", { allowExpressions: true, allowTypedFunctionExpressions: true }],
    },
  },
  {
    // Prettier breaks code at its own width, and no comment. It breaks the prose of Markdown, too.
    plugins: { "@stylistic": stylistic },
    rules: { "@stylistic/max-len": ["error", { code: 10_000, comments: 100, ignoreUrls: true }] },
  },
  folderRules,
  guardRules,
  {
    files: ["provider/src/**/*.ts"],
    ignores: ["provider/src/guards/**", "provider/src/lifecycle/undoOrder.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        ...["MemberExpression[property.name='governs']", "ObjectPattern > Property[key.name='governs']"].map((selector) => ({
          selector,
          message: "What a noun governs is asked by guards/ and by lifecycle/undoOrder.ts alone: state what differs in the noun's table.",
        })),
      ],
    },
  },
  {
    // Not in test/: there a function is a describe with all its tests.
    files: ["provider/src/**/*.ts", "tools/**/*.mjs", "bench/**/*.mjs", "examples/**/*.ts", "policies/**/*.ts"],
    rules: {
      // Pulumi prescribes (name, args, opts) and (id, olds, news). Of our own: two, then one
      // object.
      "max-params": ["error", 3],
      "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    // tsc checks their names and types by their JSDoc; a return type is what it infers.
    files: ["**/*.mjs", "**/*.cjs", "provider/src/**/*.js"],
    rules: { "no-undef": "off", "@typescript-eslint/explicit-function-return-type": "off" },
  },
  { files: ["**/*.cjs"], rules: { "@typescript-eslint/no-require-imports": "off" } },
  {
    // Vitest's matchers are of type any; a state file's sections are looked up by names that the
    // test itself wrote.
    files: ["test/**"],
    rules: {
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/no-dynamic-delete": "off",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
    },
  },
);
