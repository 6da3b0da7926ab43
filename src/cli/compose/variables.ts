/** Whether a COMPOSE_* variable says yes. */
export function isTrue(value: string | undefined): boolean {
  return /^(?:1|t|true|y|yes)$/i.test(value ?? "");
}
