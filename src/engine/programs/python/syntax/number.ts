/** A number's literal: whole ones have no bounds, others are doubles. */
export function parseNumber(text: string): bigint | number {
  const plain = text.replaceAll("_", "");
  if (/^0[xob]/i.test(plain) || /^\d+$/.test(plain)) return BigInt(plain);
  return Number(plain);
}
