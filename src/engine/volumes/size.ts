/** Bytes from `64k`, `1m`, `2g`, `512`, as mount options have them; `undefined` when it is no size. */
export function parseSize(text: string): number | undefined {
  const match = /^(\d+)([kmg]?)b?$/i.exec(text);
  if (!match) return undefined;
  const unit = { "": 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 }[(match[2] as string).toLowerCase()] as number;
  return Number(match[1]) * unit;
}
