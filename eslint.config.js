import { createProjectGraphAsync } from '@nx/devkit';
import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import importX from 'eslint-plugin-import-x';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

// Module boundaries are read from nx's cached graph, and without one the rule would be skipped: make it first.
process.env['NX_DAEMON'] ??= 'false';
await createProjectGraphAsync();

/** Which layer may import which: arrows point one way. */
const layers = [
  { sourceTag: 'layer:data', onlyDependOnLibsWithTags: ['layer:data'] },
  { sourceTag: 'layer:tensor', onlyDependOnLibsWithTags: ['layer:tensor'] },
  { sourceTag: 'layer:model', onlyDependOnLibsWithTags: ['layer:model', 'layer:tensor', 'layer:data'] },
  {
    sourceTag: 'layer:engine',
    onlyDependOnLibsWithTags: ['layer:engine', 'layer:model', 'layer:tensor', 'layer:data'],
  },
  { sourceTag: 'layer:service', onlyDependOnLibsWithTags: ['*'] },
  // A library never imports a service; an app may be started by another app.
  { sourceTag: 'type:lib', onlyDependOnLibsWithTags: ['type:lib'] },
  { sourceTag: 'type:app', onlyDependOnLibsWithTags: ['type:lib', 'type:app'] },
  { sourceTag: 'type:test', onlyDependOnLibsWithTags: ['*'] },
];

const ownEntry = {
  group: ['@ordena/*/src/*', '@ordena/*/dist/*'],
  message: 'Import another library by its name: what its index.ts does not export is its own business.',
};

export default defineConfig(
  // What is made by tools, and root configuration, which no tsconfig covers.
  {
    ignores: [
      '**/dist/',
      '**/node_modules/',
      '**/generated/',
      '.nx/',
      'runs/',
      'test/fixtures/',
      '*.config.ts',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    plugins: { 'import-x': importX, '@nx': nx },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    settings: {
      'import-x/resolver-next': [
        createTypeScriptImportResolver({
          conditionNames: ['ordena-source', 'types', 'import', 'node', 'default'],
        }),
      ],
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Numbers in messages are plain enough.
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'no-restricted-imports': ['error', { patterns: [ownEntry] }],
      'max-lines': ['error', { max: 500 }],
      '@nx/enforce-module-boundaries': [
        'error',
        { enforceBuildableLibDependency: false, allow: [], depConstraints: layers },
      ],
    },
  },
  {
    files: ['**/*.spec.ts'],
    rules: {
      // A test may hand a method over to look at it.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  prettier,
);
