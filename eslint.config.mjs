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
      // A resource's outputs come from its settings table. They are merged in as an interface, so
      // that an editor shows the doc comment of each.
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
    // Prettier breaks code at its own width, but never comments. It also breaks prose in Markdown.
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
          message:
            "Only guards/ and lifecycle/undoOrder.ts may read what a noun governs. Add a field with the difference to every noun's table instead.",
        })),
      ],
    },
  },
  {
    // Not in test/, because a function there is a describe with all its tests.
    files: ["provider/src/**/*.ts", "tools/**/*.mjs", "bench/**/*.mjs", "examples/**/*.ts", "policies/**/*.ts"],
    rules: {
      // Pulumi requires (name, args, opts) and (id, olds, news). Our own functions have at most
      // two positional parameters, then one object.
      "max-params": ["error", 3],
      "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    // tsc checks the names and types in these files by their JSDoc, and infers return types.
    files: ["**/*.mjs", "**/*.cjs", "provider/src/**/*.js"],
    rules: { "no-undef": "off", "@typescript-eslint/explicit-function-return-type": "off" },
  },
  { files: ["**/*.cjs"], rules: { "@typescript-eslint/no-require-imports": "off" } },
  {
    // Vitest's matchers are of type any. Tests look up the sections of a state file by names that
    // they wrote themselves.
    files: ["test/**"],
    rules: {
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/no-dynamic-delete": "off",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
    },
  },
);
