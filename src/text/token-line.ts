import { fold } from "./folding.js";
import type { Token } from "./tokens.js";

const folded = new WeakMap<readonly Token[], readonly string[]>();

/** The folded forms of tokens, made once for each list of them; several checks read the same text. */
export function foldedTokens(tokens: readonly Token[]): readonly string[] {
  let words = folded.get(tokens);
  if (words === undefined) {
    words = tokens.map((token) => fold(token.text));
    folded.set(tokens, words);
  }
  return words;
}

const hasWidth = (token: Token): boolean => token.end > token.start;

/** The tokens that have a width: the list itself where all do. */
export function wideTokens(tokens: readonly Token[]): readonly Token[] {
  return tokens.every(hasWidth) ? tokens : tokens.filter(hasWidth);
}

/** The tokens that have a width, with their folded forms: what quantities are read from. */
export class TokenLine {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** The folded form of each; a no-break hyphen is `-`, any minus or dash stays itself. */
  readonly words: readonly string[];

  constructor(text: string, tokens: readonly Token[]) {
    this.text = text;
    this.tokens = wideTokens(tokens);
    this.words = foldedTokens(this.tokens);
  }

  /** The token at `i`; ask only for those that are there. */
  at(i: number): Token {
    const token = this.tokens[i];
    if (token === undefined) throw new RangeError(`no token ${i} among ${this.tokens.length}`);
    return token;
  }

  word(i: number): string {
    return this.words[i] ?? "";
  }

  written(i: number): string {
    return this.tokens[i]?.text ?? "";
  }

  isNumber(i: number): boolean {
    return this.tokens[i]?.kind === "number";
  }

  isWord(i: number): boolean {
    return this.tokens[i]?.kind === "word";
  }

  /** Whether token `i` follows the one before without a space. */
  clings(i: number): boolean {
    const token = this.tokens[i];
    const before = this.tokens[i - 1];
    return token !== undefined && before !== undefined && before.end === token.start;
  }
}
