/** GraphQL that is written in code instead of a `.graphql` file: no check of the operations would see it. */
import ts from 'typescript';
import type { Source } from '../architecture/sources.ts';

/** A document begins with a definition, or is a bare selection with a field in it. */
const DOCUMENT =
  /^(?:\s|#[^\n]*\n)*(?:(?:query|mutation|subscription)\b[\w\s]*(?:\([^{]*\))?\s*(?:@\w[^{]*)?\{|fragment\s+\w+\s+on\s+\w+|\{\s*(?:\w+\s*:\s*)?\w+\s*(?:\([^{]*\)\s*)?\{)/;
const MARK = '#graphql';

export function strayDocuments(sources: Source[]): string[] {
  return sources.flatMap(({ path, text }) => {
    // Most files hold no such word; only those that do are worth parsing.
    if (!/graphql|query|mutation|subscription|fragment|\{\s*\w+[^}]*\{/.test(text)) return [];
    return documentsIn(path, text).map(
      (one) => `${path}: move "${one.trim().slice(0, 30)}…" into app/shopify/operations.`,
    );
  });
}

/** Templates are read with a name in their holes; texts that are added up count as one. */
function documentsIn(file: string, text: string): string[] {
  const found: string[] = [];
  const look = (node: ts.Node): void => {
    const whole = textOf(node);
    if (whole !== undefined && isDocument(whole)) found.push(whole);
    else ts.forEachChild(node, look);
  };
  look(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false));
  return found;
}

function isDocument(text: string): boolean {
  return DOCUMENT.test(text) || text.trimStart().startsWith(MARK);
}

function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node)) {
    return node.head.text + node.templateSpans.map(({ literal }) => `x${literal.text}`).join('');
  }
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.PlusToken) return undefined;
  const [left, right] = [textOf(node.left), textOf(node.right)];
  if (left === undefined && right === undefined) return undefined;
  return `${left ?? 'x'}${right ?? 'x'}`;
}
