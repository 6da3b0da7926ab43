/** Bytes as `docker stats` writes them: `64 MiB`. */
export function memoryInWords(bytes: number): string {
  const units = ["B", "KiB", "MiB", "GiB"] as const;
  const unit = bytes >= 1024 ** 3 ? 3 : bytes >= 1024 ** 2 ? 2 : bytes >= 1024 ? 1 : 0;
  const value = bytes / 1024 ** unit;
  return `${value >= 10 || Number.isInteger(value) ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}
