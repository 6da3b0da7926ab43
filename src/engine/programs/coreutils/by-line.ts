/**
 * Which borrowed tools say of every line what they would say of it alone. Those need not wait for the end of what they read:
 * `docker logs -f web | fold -w 80` shows each line as it comes.
 */
const tools = new Set(["expand", "fold", "unexpand"]);

/** Whether a tool can be run piece by piece. */
export function worksByLine(tool: string): boolean {
  return tools.has(tool);
}
