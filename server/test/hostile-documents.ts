/** Documents that cost more than they look like, and the refusal of each. */
export const HOSTILE_DOCUMENTS: readonly [what: string, source: string, code: string, limit?: string][] = [
  ['a deep one', nested(20), 'OPERATION_TOO_COSTLY', 'depth'],
  ['a deep one by fragments', chained(20), 'OPERATION_TOO_COSTLY', 'depth'],
  [
    'one with many aliases',
    `{ thing(id: 1) { ${times(31, index => `a${String(index)}: id`)} } }`,
    'OPERATION_TOO_COSTLY',
    'aliases',
  ],
  [
    'one with many directives',
    `{ hello ${times(31, () => '@skip(if: false)')} }`,
    'OPERATION_TOO_COSTLY',
    'directives',
  ],
  ['one with many root fields', `{ ${times(11, () => 'hello')} }`, 'OPERATION_TOO_COSTLY', 'rootFields'],
  [
    'one with many root fields by fragments',
    `{ ...A ...A ...A } fragment A on Query { ${times(4, () => 'hello')} }`,
    'OPERATION_TOO_COSTLY',
    'rootFields',
  ],
  ['one with many tokens', `{ thing(id: 1) { ${times(2_000, () => 'id')} } }`, 'OPERATION_TOO_COSTLY', 'tokens'],
  [
    'pages of pages',
    '{ thing(id: 1) { things(first: 100) { nodes { things(last: 100) { nodes { id } } } } } }',
    'OPERATION_TOO_COSTLY',
    'complexity',
  ],
  [
    'pages of no size in each other',
    '{ thing(id: 1) { things { nodes { things { nodes { id } } } } } }',
    'OPERATION_TOO_COSTLY',
    'complexity',
  ],
  [
    'a page without end',
    '{ thing(id: 1) { things(first: 2147483647) { nodes { id } } } }',
    'OPERATION_TOO_COSTLY',
    'complexity',
  ],
  ['a dear field twice', '{ thing(id: 1) { heavy parts { heavy } } }', 'OPERATION_TOO_COSTLY', 'complexity'],
  ['fragments that double each other', doubling(14), 'OPERATION_TOO_COSTLY'],
  [
    'a fragment in a circle',
    '{ thing(id: 1) { ...A } } fragment A on Thing { parts { ...B } } fragment B on Thing { ...A }',
    'BAD_USER_INPUT',
  ],
  ['a fragment in itself', '{ ...A } fragment A on Query { ...A }', 'BAD_USER_INPUT'],
  ['no document', '{', 'BAD_USER_INPUT'],
  ['an unknown field', '{ helo }', 'BAD_USER_INPUT'],
  ['an unknown argument', '{ thing(idd: 1) { id } }', 'BAD_USER_INPUT'],
  ['an unknown value', '{ echo(part: { name: "x", color: GREED }) }', 'BAD_USER_INPUT'],
  ['two operations and none named', 'query A { hello } query B { hello }', 'BAD_USER_INPUT'],
  ['no operation', 'fragment A on Query { hello }', 'BAD_USER_INPUT'],
];

function times(count: number, part: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => part(index)).join(' ');
}

function nested(depth: number): string {
  return `{ thing(id: 1) { ${'parts { '.repeat(depth)} id ${'}'.repeat(depth)} } }`;
}

function chained(length: number): string {
  const fragments = times(
    length,
    index => `fragment F${String(index)} on Thing { parts { ...F${String(index + 1)} } }`,
  );
  return `{ thing(id: 1) { ...F0 } } ${fragments} fragment F${String(length)} on Thing { id }`;
}

function doubling(length: number): string {
  const fragments = times(
    length,
    index => `fragment F${String(index)} on Thing { ...F${String(index + 1)} ...F${String(index + 1)} }`,
  );
  return `{ thing(id: 1) { ...F0 } } ${fragments} fragment F${String(length)} on Thing { id }`;
}
