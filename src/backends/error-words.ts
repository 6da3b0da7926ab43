/** What there is to say of something that was thrown: an error's message; of anything else its text. */
export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
