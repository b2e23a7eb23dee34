/**
 * The statements of an SQL script without comments. The contents of quoted texts are blanked, for they are data;
 * bodies in dollar quotes are kept, for they are code.
 */
export const sqlStatements = (script: string): readonly string[] => {
  const statements: string[] = [];
  let current = '';
  for (const [token] of script.matchAll(TOKEN)) {
    if (token === ';') {
      statements.push(current);
      current = '';
    } else if (token.startsWith('--') || token.startsWith('/*')) current += ' ';
    else if (token.startsWith("'")) current += "''";
    else if (token.startsWith('$')) current += withoutComments(token);
    else current += token;
  }
  return [...statements, current]
    .map((text) => text.replace(/\s+/g, ' ').trim())
    .filter((text) => text !== '');
};

/** Comments, quoted texts, quoted names, dollar-quoted bodies, then single characters. */
const TOKEN = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"[^"]*"|\$(\w*)\$[\s\S]*?\$\1\$|[\s\S]/g;

const withoutComments = (body: string): string => body.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, ' ');

/** The first parenthesised part at or after `from`, without its parentheses; undefined if there is none. */
export const parenthesised = (text: string, from = 0): string | undefined => {
  const start = text.indexOf('(', from);
  let depth = 0;
  for (let at = start; at >= 0 && at < text.length; at++) {
    if (text[at] === '(') depth++;
    if (text[at] === ')' && --depth === 0) return text.slice(start + 1, at);
  }
  return undefined;
};

/** Splits at commas that stand outside of parentheses. */
export const splitList = (text: string): readonly string[] => {
  const parts = [''];
  let depth = 0;
  for (const character of text) {
    if (character === '(') depth++;
    if (character === ')') depth--;
    if (character === ',' && depth === 0) parts.push('');
    else parts.push((parts.pop() ?? '') + character);
  }
  return parts.map((part) => part.trim());
};

/** A table or column name without schema and quotes. */
export const bareName = (name: string): string => (name.split('.').at(-1) ?? '').replaceAll('"', '').trim();
