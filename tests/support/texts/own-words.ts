/** Finds words that stand in a component itself instead of in its texts. */
import ts from 'typescript';
import { readSources, type Source } from '../architecture/sources.ts';

/** Attributes that a person reads or hears. */
const SPOKEN = new Set([
  'title',
  'subtitle',
  'label',
  'helpText',
  'placeholder',
  'content',
  'accessibilityLabel',
  'aria-label',
  'alt',
  'description',
  'about',
  'heading',
  'error',
  'emptySearchTitle',
]);

export function readComponents(): Source[] {
  return readSources().filter(
    ({ path }) => /^app\/(ui|routes)\/.*\.tsx$/.test(path) && !path.includes('.test.'),
  );
}

export function ownWords({ path, text }: Source): string[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const note = (node: ts.Node, words: string) => {
    if (!/\p{L}{2,}/u.test(words)) return;
    const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
    found.push(`${path}:${line + 1} says “${words.trim()}” itself. Move it to app/ui/texts.`);
  };
  const visit = (node: ts.Node) => {
    if (ts.isJsxText(node)) note(node, node.text);
    if (ts.isJsxAttribute(node) && SPOKEN.has(node.name.getText(file))) {
      const value = node.initializer;
      const inner = value && ts.isJsxExpression(value) ? value.expression : value;
      if (inner && ts.isStringLiteral(inner)) note(inner, inner.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}
