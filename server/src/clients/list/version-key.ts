/**
 * What versions of `client c` are sorted by: every number in them filled up to ten digits, so that 9.10 comes after 9.9.
 * The index `ix_client_version` has it in these very words.
 */
export const VERSION_KEY = `regexp_replace(regexp_replace(c.version, '[0-9]+', '000000000\\&', 'g'), '[0-9]*([0-9]{10})', '\\1', 'g') COLLATE "C"`;
