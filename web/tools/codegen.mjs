// Makes src/app/core/graphql/generated.ts: a type and a document for every operation in src/app/**/*.graphql, checked
// against schema.graphql at the top of the repository. Run by `npm run generate`; its output is not committed.
import { readdirSync, readFileSync } from 'node:fs';
import { codegen } from '@graphql-codegen/core';
import * as documentNode from '@graphql-codegen/typed-document-node';
import * as operationTypes from '@graphql-codegen/typescript-operations';
import { buildASTSchema, concatAST, parse, validate } from 'graphql';
import { writeIfChanged } from './write-if-changed.mjs';

const SOURCES = 'src/app';
const OUTPUT = 'src/app/core/graphql/generated.ts';

const schema = parse(readFileSync('../schema.graphql', 'utf8'));
const documents = readdirSync(SOURCES, { recursive: true })
  .filter(path => path.endsWith('.graphql'))
  .sort()
  .map(path => `${SOURCES}/${path}`)
  .map(location => ({ location, document: parse(readFileSync(location, 'utf8')) }));

const errors = validate(buildASTSchema(schema), concatAST(documents.map(({ document }) => document)));
if (errors.length > 0) {
  console.error(errors.map(String).join('\n\n'));
  process.exit(1);
}

const generated = await codegen({
  schema,
  documents,
  filename: OUTPUT,
  config: {
    scalars: { DateTime: { input: 'string', output: 'string' }, JSONObject: 'Record<string, unknown>' },
    useTypeImports: true,
    enumType: 'string-literal',
    // As texts the documents are a fraction of what their trees would be, and every page loads all of them.
    documentMode: 'graphQLTag',
    gqlImport: '@apollo/client#gql',
  },
  plugins: [{ operationTypes: {} }, { documentNode: {} }],
  pluginMap: { operationTypes, documentNode },
});
writeIfChanged(
  OUTPUT,
  `/* Generated from schema.graphql and ${SOURCES}; do not edit. */\n/* eslint-disable */\n${generated}`,
);
