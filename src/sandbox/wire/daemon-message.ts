/** What the daemon says in its JSON of an error; the text itself where it is none. */
export function daemonMessage(text: string): string {
  try {
    return (JSON.parse(text) as { message?: string }).message ?? text;
  } catch {
    return text;
  }
}
