import { quote } from "./quote.ts";

const yes = ["1", "t", "T", "TRUE", "true", "True"];
const no = ["0", "f", "F", "FALSE", "false", "False"];

/** Go's `strconv.ParseBool`; its complaint for what is neither yes nor no. */
export function readBool(text: string): boolean | string {
  if (yes.includes(text)) return true;
  return no.includes(text) ? false : `strconv.ParseBool: parsing ${quote(text)}: invalid syntax`;
}
