/** base64: bytes in, bytes out, whatever they are. */
import { FsError } from "../../filesystem/errors.ts";
import { bytesToLatin1, bytesToText } from "../shell/bytes.ts";
import { type Applet, at } from "./applet.ts";
import { parseOptions } from "./options.ts";

export const base64: Applet = async (process, args, tool) => {
  const options = parseOptions(args, { short: "dDiw:", long: { decode: "d", wrap: "w:", "ignore-garbage": "i" } });
  const [operand = "-", extra] = options.operands;
  if (extra !== undefined) return tool.usage(`extra operand ${tool.gnu ? `‘${extra}’` : extra}`);
  const width = Number(options.value("w") ?? 76);
  if (!Number.isInteger(width) || width < 0) return tool.fail(`invalid wrap size: ‘${options.value("w")}’`);
  let bytes: Uint8Array;
  try {
    bytes = operand === "-" ? await process.input.readAllBytes() : process.fs.readFile(at(process, operand));
  } catch (error) {
    if (error instanceof FsError && error.code === "EISDIR") return tool.fail("read error: Is a directory");
    return tool.failFile(error, operand, operand);
  }
  if (!options.has("d") && !options.has("D")) {
    const text = btoa(bytesToLatin1(bytes));
    const lines = width === 0 ? text : text.replace(new RegExp(`.{1,${width}}`, "g"), "$&\n");
    process.stdout(lines);
    return 0;
  }
  const text = bytesToLatin1(bytes).replaceAll("\n", "");
  // busybox passes over what is no base64; GNU's stops there unless told to.
  const wanted = tool.gnu && !options.has("i") ? (/^[A-Za-z0-9+/]*={0,2}/.exec(text)?.[0] ?? "") : text.replace(/[^A-Za-z0-9+/=]/g, "");
  const digits = wanted.replace(/=.*$/, "");
  const usable = digits.length % 4 === 1 ? digits.slice(0, -1) : digits;
  process.stdout(bytesToText(Uint8Array.from(atob(usable), (character) => character.charCodeAt(0))));
  const complete = wanted.length % 4 === 0 && (!tool.gnu || options.has("i") || wanted === text);
  return complete ? 0 : tool.fail(tool.gnu ? "invalid input" : "truncated input");
};
