import { addFormulas, type Formula, leavesOf, multiplyFormulas, negateFormula } from './formula';
import { type FormulaProblem, type FormulaToken, readTokens } from './formulaTokens';

/** The most names and numbers of a formula. */
export const MOST_TERMS = 100;
/** The most brackets and signs within one another. */
export const MOST_DEPTH = 20;
/** The most factors that multiply and divide one another. Each is zero or between 10^-24 and 10^24, so that no product leaves the range of a double. */
export const MOST_FACTORS = 12;
/** The largest constant that numbers come to which are added or multiplied; the smallest is its inverse. */
export const LARGEST_CONSTANT = 1e12;

/** What a name stands for, or what is wrong with it. */
export type NamedFormula = Formula | Omit<FormulaProblem, 'at' | 'text'>;

/** A formula that was read; null where something is wrong with it. */
export interface ParsedFormula {
  readonly formula: Formula | null;
  readonly problems: readonly FormulaProblem[];
}

/** Stands where a part is missing or wrong: it is neither zero nor constant. */
const MISSING: Formula = { kind: 'CELL', cell: '' };

const factorsOf = (formula: Formula): number => {
  if (formula.kind === 'ADDITION')
    return 1 + Math.max(...formula.terms.map((term) => factorsOf(term.formula)));
  return formula.kind === 'PRODUCT' || formula.kind === 'QUOTIENT'
    ? factorsOf(formula.left) + factorsOf(formula.right)
    : 1;
};

/** Reads tokens by descent, and goes on after what is missing so that all is reported at once. */
class Parser {
  private next = 0;
  private depth = 0;
  private isTooDeep = false;

  constructor(
    private readonly tokens: readonly FormulaToken[],
    private readonly end: number,
    private readonly readName: (name: string) => NamedFormula,
    private readonly problems: FormulaProblem[],
  ) {}

  /** Reads all of the formula. */
  readAll(): Formula {
    let formula = this.sum();
    while (this.next < this.tokens.length) {
      this.report('formula.bracket', '没有与之配对的左括号', 'no bracket was opened for this one');
      this.next += 1;
      formula = this.sum(formula);
    }
    return formula;
  }

  private sum(first?: Formula): Formula {
    let left = first ?? this.product();
    for (;;) {
      const sign = this.sign('+', '-');
      if (!sign && !this.isOperand()) return left;
      if (!sign) this.report('formula.operator', '前面缺少 + - * /', 'one of + - * / is missing before this');
      const sum = addFormulas(left, sign?.text === '-' ? -1 : 1, this.product());
      left = this.inRange(sum, sign ?? undefined);
    }
  }

  private product(): Formula {
    let left = this.factor();
    for (;;) {
      const sign = this.sign('*', '/');
      if (!sign) return left;
      const right = this.factor();
      const isZero = sign.text === '/' && right.kind === 'NUMBER' && right.value === 0;
      if (isZero) this.report('formula.zero', '不能除以零', 'nothing is divided by zero', sign);
      const kind = sign.text === '*' ? 'PRODUCT' : 'QUOTIENT';
      left = this.inRange(multiplyFormulas(left, kind, isZero ? MISSING : right), sign);
    }
  }

  /** Returns a formula, or what stands for it where it is a constant that is too large or too near to zero: each step is checked, or it would be infinite or zero unseen. */
  private inRange(formula: Formula, sign?: FormulaToken): Formula {
    if (formula.kind !== 'NUMBER' || formula.value === 0) return formula;
    const size = Math.abs(formula.value);
    if (size <= LARGEST_CONSTANT && size >= 1 / LARGEST_CONSTANT) return formula;
    this.report(
      'formula.range',
      '常数合计须为零，或绝对值在 10 的 -12 次方与 12 次方之间',
      'what the numbers here come to is zero, or between 10 to the power of -12 and of 12 in size',
      sign,
    );
    return MISSING;
  }

  private factor(): Formula {
    const token = this.tokens[this.next];
    if (!this.isOperand() && token?.text !== '-') {
      this.report('formula.operand', '此处缺少代码或数字', 'a code or a number is missing here');
      return MISSING;
    }
    this.next += 1;
    if (token.kind === 'NUMBER') return { kind: 'NUMBER', value: Number(token.text) };
    if (token.kind === 'NAME') return this.name(token);
    if (this.depth === MOST_DEPTH) return this.abandon(token);
    this.depth += 1;
    const formula = token.text === '-' ? negateFormula(this.factor()) : this.bracket(token);
    this.depth -= 1;
    return formula;
  }

  private bracket(opening: FormulaToken): Formula {
    const formula = this.sum();
    if (!this.sign(')'))
      this.report('formula.bracket', '括号没有结束', 'this bracket is not closed', opening);
    return formula;
  }

  private name(token: FormulaToken): Formula {
    const found = this.readName(token.text);
    if ('kind' in found) return found;
    this.problems.push({ ...found, at: token.at, text: token.text });
    return MISSING;
  }

  private abandon(token: FormulaToken): Formula {
    this.report('formula.deep', `括号与负号至多 ${MOST_DEPTH} 层`, `at most ${MOST_DEPTH} levels`, token);
    this.isTooDeep = true;
    this.next = this.tokens.length;
    return MISSING;
  }

  private isOperand(): boolean {
    const token = this.tokens[this.next];
    return token !== undefined && (token.kind !== 'SIGN' || token.text === '(');
  }

  /** Reads the next token where it is one of some signs. */
  private sign(...signs: readonly string[]): FormulaToken | null {
    const token = this.tokens[this.next];
    if (token?.kind !== 'SIGN' || !signs.includes(token.text)) return null;
    this.next += 1;
    return token;
  }

  private report(code: string, zh: string, en: string, token = this.tokens[this.next]): void {
    if (!this.isTooDeep)
      this.problems.push({ code, at: token?.at ?? this.end, text: token?.text ?? '', zh, en });
  }
}

/** Returns what is wrong with a formula as it was read without mistakes. */
function limitsOf(formula: Formula): FormulaProblem[] {
  const problems: FormulaProblem[] = [];
  if (leavesOf(formula).every(({ kind }) => kind === 'NUMBER'))
    problems.push({
      code: 'formula.constant',
      at: 1,
      text: '',
      zh: '公式没有用到任何栏目或指标',
      en: 'the formula reads no cell and no indicator',
    });
  if (factorsOf(formula) > MOST_FACTORS)
    problems.push({
      code: 'formula.factors',
      at: 1,
      text: '',
      zh: `相乘相除至多 ${MOST_FACTORS} 项`,
      en: `at most ${MOST_FACTORS} factors multiply and divide one another`,
    });
  return problems;
}

/**
 * Returns the formula that a text says, as data, or everything that is wrong with it, in order. `readName` says what a name stands for. Full-width
 * forms and the signs × ÷ are read as those of the keyboard.
 */
export function parseFormula(text: string, readName: (name: string) => NamedFormula): ParsedFormula {
  const problems: FormulaProblem[] = [];
  const tokens = readTokens(text, problems);
  const terms = tokens.filter(({ kind }) => kind !== 'SIGN');
  if (terms.length > MOST_TERMS)
    problems.push({
      code: 'formula.long',
      at: terms[MOST_TERMS].at,
      text: terms[MOST_TERMS].text,
      zh: `至多 ${MOST_TERMS} 个代码与数字`,
      en: `at most ${MOST_TERMS} codes and numbers`,
    });
  const formula = new Parser(tokens, text.length + 1, readName, problems).readAll();
  if (problems.length === 0) problems.push(...limitsOf(formula));
  return problems.length === 0
    ? { formula, problems }
    : { formula: null, problems: problems.toSorted((one, other) => one.at - other.at) };
}
