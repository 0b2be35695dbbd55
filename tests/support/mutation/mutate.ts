/**
 * Small faults in source text: every operator, number, condition, call and statement that could be another. All of them are
 * written into one text, each behind its number, so that a single build can run with any one of them.
 */
import ts from 'typescript';

export type Mutant = { id: number; file: string; line: number; was: string; becomes: string };

const OPERATORS: Partial<Record<string, string[]>> = {
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '&&': ['||'],
  '||': ['&&'],
  '??': ['&&'],
  '+=': ['-='],
  '-=': ['+='],
};
const CALLS: Partial<Record<string, string>> = {
  some: 'every',
  every: 'some',
  min: 'max',
  max: 'min',
  at: 'slice',
};
/** Calls that may be left out, so that what they are called on stays as it is. */
const DROPPED = ['filter', 'sort', 'reverse'];
/** What only words a message, or keeps a check that no right program fails. */
const UNTOUCHED = ['invariant', 'report'];

/** The text with all its faults, numbered from `firstId` on, chosen by `globalThis.__mutant`. */
export function mutate(file: string, text: string, firstId: number): { text: string; mutants: Mutant[] } {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const mutants: Mutant[] = [];
  const add = (node: ts.Node, becomes: string): number => {
    const id = firstId + mutants.length;
    const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    const short = (words: string) => words.replace(/\s+/g, ' ').slice(0, 120);
    mutants.push({ id, file, line, was: short(node.getText()), becomes: short(becomes) });
    return id;
  };
  /** The node's text with the faults of all its parts. */
  const inner = (node: ts.Node, from = node.getStart(), to = node.getEnd()): string => {
    let out = '';
    let at = from;
    ts.forEachChild(node, (child) => {
      if (child.getStart() < from || child.getEnd() > to) return;
      out += text.slice(at, child.getStart()) + emit(child);
      at = child.getEnd();
    });
    return out + text.slice(at, to);
  };
  const choose = (node: ts.Node, original: string, others: [shown: string, code: string][]): string =>
    others.reduce(
      (code, [shown, other]) => `(globalThis.__mutant === ${add(node, shown)} ? ${other} : ${code})`,
      original,
    );

  const emit = (node: ts.Node): string => {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isTypeAliasDeclaration(node))
      return node.getText();
    if (isUntouched(node)) return node.getText();
    if (ts.isBinaryExpression(node)) return emitBinary(node);
    if (ts.isCallExpression(node)) return emitCall(node);
    if (ts.isConditionalExpression(node)) {
      const [condition, yes, no] = [emit(node.condition), emit(node.whenTrue), emit(node.whenFalse)];
      return choose(node, `(${condition} ? ${yes} : ${no})`, [
        [node.whenTrue.getText(), yes],
        [node.whenFalse.getText(), no],
      ]);
    }
    if (ts.isPrefixUnaryExpression(node) && node.operator !== ts.SyntaxKind.PlusPlusToken) {
      const operand = emit(node.operand);
      const operator = text.slice(node.getStart(), node.operand.getStart());
      return choose(node, `${operator}${operand}`, [[node.operand.getText(), operand]]);
    }
    if (ts.isNumericLiteral(node))
      return choose(node, node.getText(), [[`${Number(node.text) + 1}`, `${Number(node.text) + 1}`]]);
    if (node.kind === ts.SyntaxKind.TrueKeyword) return choose(node, 'true', [['false', 'false']]);
    if (node.kind === ts.SyntaxKind.FalseKeyword) return choose(node, 'false', [['true', 'true']]);
    if (ts.isIfStatement(node)) return emitIf(node);
    if (ts.isExpressionStatement(node)) {
      return `if (globalThis.__mutant !== ${add(node, '(nothing)')}) { ${inner(node)} }`;
    }
    return inner(node);
  };
  const emitBinary = (node: ts.BinaryExpression): string => {
    const operator = node.operatorToken.getText();
    const right = emit(node.right);
    if (operator === '=') return `${inner(node.left)} = ${right}`;
    const assigns = operator === '+=' || operator === '-=';
    const left = assigns ? inner(node.left) : emit(node.left);
    const others = (OPERATORS[operator] ?? []).map((other): [string, string] => [
      `${node.left.getText()} ${other} ${node.right.getText()}`,
      `((${left}) ${other} (${right}))`,
    ]);
    if (assigns)
      return choose(
        node,
        `(${left} ${operator} ${right})`,
        others.map(([shown]) => [shown, `(${left} ${operator === '+=' ? '-=' : '+='} ${right})`]),
      );
    return choose(node, `((${left}) ${operator} (${right}))`, others);
  };
  const emitCall = (node: ts.CallExpression): string => {
    const { expression: called } = node;
    if (!ts.isPropertyAccessExpression(called)) return inner(node);
    const object = emit(called.expression);
    const dot = called.questionDotToken ? '?.' : '.';
    const args = `(${node.arguments.map((argument) => emit(argument)).join(', ')})`;
    const name = called.name.text;
    const original = `${object}${dot}${name}${args}`;
    const other = CALLS[name];
    if (other !== undefined)
      return choose(node, original, [[`.${other}(…)`, `${object}${dot}${other}${args}`]]);
    if (DROPPED.includes(name)) return choose(node, original, [[`without .${name}(…)`, object]]);
    return original;
  };
  const emitIf = (node: ts.IfStatement): string => {
    const condition = choose(node.expression, emit(node.expression), [
      ['true', 'true'],
      ['false', 'false'],
    ]);
    const otherwise = node.elseStatement ? ` else { ${emit(node.elseStatement)} }` : '';
    return `if (${condition}) { ${emit(node.thenStatement)} }${otherwise}`;
  };
  return { text: inner(source, 0, text.length), mutants };
}

function isUntouched(node: ts.Node): boolean {
  const call = ts.isExpressionStatement(node) ? node.expression : node;
  return (
    ts.isCallExpression(call) && ts.isIdentifier(call.expression) && UNTOUCHED.includes(call.expression.text)
  );
}
