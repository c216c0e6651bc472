/** The package brings no types of its own. Of its options only the plain comparison is used here. */
declare module "fast-levenshtein" {
  const Levenshtein: {
    /** The Levenshtein distance of two strings over UTF-16 code units. */
    get(a: string, b: string): number;
  };
  export default Levenshtein;
}
