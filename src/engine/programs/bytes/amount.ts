/** `512`, `0x200`, `4k`, `1M`: how many bytes; undefined for anything else. */
export function amount(text: string): number | undefined {
  const [, number = "", unit = ""] = /^(\d+|0x[\da-f]+)([bkKmMgG]?)$/i.exec(text) ?? [];
  if (number === "") return undefined;
  const value = /^0\d/.test(number) ? Number.parseInt(number, 8) : Number(number);
  return value * ({ "": 1, b: 512, k: 1024, m: 1024 ** 2, g: 1024 ** 3 }[unit.toLowerCase()] ?? 1);
}
