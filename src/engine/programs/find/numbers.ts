/** `5`, `+5` (more than), `-5` (less than); undefined when it is none of them. */
export function counted(text: string): ((value: number) => boolean) | undefined {
  const [, sign, digits] = /^([-+]?)(\d+(?:\.\d+)?)$/.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const wanted = Number(digits);
  if (sign === "+") return (value) => value > wanted;
  if (sign === "-") return (value) => value < wanted;
  return (value) => value === wanted;
}
