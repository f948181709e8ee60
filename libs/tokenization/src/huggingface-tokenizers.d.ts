/**
 * The part of the package that we use. Its own declarations import without file extensions, which Node's module
 * resolution cannot follow, so that everything in them would be of no type at all.
 */
declare module '@huggingface/tokenizers' {
  export class Tokenizer {
    constructor(tokenizer: object, config: object);
    encode(text: string, options: { readonly add_special_tokens: boolean }): { readonly ids: number[] };
  }
}
