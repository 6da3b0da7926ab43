/** Several errors as one, the way the daemon prints them: one as it is, more as a list. */
export function joinErrors(errors: readonly string[]): string {
  return errors.length === 1 ? (errors[0] as string) : errors.map((error) => `* ${error}`).join("\n");
}
