/** What curl shows while it transfers. */
export const meterHead =
  "  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n                                 Dload  Upload   Total   Spent    Left  Speed\n";

/** Takes bytes and milliseconds. */
export function meterLine(received: number, sent: number, took: number): string {
  const total = received + sent;
  const share = total === 0 ? "  0" : "100";
  const speed = (bytes: number): string => amount(took < 1 ? bytes * 1000 : (bytes * 1000) / took);
  return `${share} ${amount(total)}  ${received > 0 ? "100" : "  0"} ${amount(received)}  ${sent > 0 ? "100" : "  0"} ${amount(sent)}  ${speed(received).padStart(5)}  ${speed(sent).padStart(5)} --:--:-- --:--:-- --:--:-- ${speed(total).padStart(5)}`;
}

/** A number in five characters, as curl's meter has it. */
function amount(bytes: number): string {
  const value = Math.round(bytes);
  if (value < 100_000) return String(value).padStart(5);
  if (value < 10_000 * 1024) return `${Math.floor(value / 1024)}k`.padStart(5);
  return `${(value / 1024 ** 2).toFixed(1)}M`.padStart(5);
}
