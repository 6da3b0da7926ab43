/** Values of flags that are made of fields: `type=local,dest=out`. */
import { CliError } from "../errors.ts";
import { splitCsv } from "../flags/values.ts";
import { goQuote } from "../format/quote.ts";

/**
 * The fields of such a value in their order, names in lower case.
 * @param wrong what to say of a field without `=`
 * @throws CliError
 */
export function fieldsOf(text: string, wrong: (field: string) => string = (field) => `invalid value ${field}`): [string, string][] {
  return splitCsv(text).map((field) => {
    const equals = field.indexOf("=");
    if (equals < 0) throw new CliError(wrong(field));
    return [field.slice(0, equals).trim().toLowerCase(), field.slice(equals + 1)];
  });
}

/** `KEY=value`, `KEY`: an empty name is refused. @throws CliError */
export function pairOf(text: string): [name: string, value: string | undefined] {
  const equals = text.indexOf("=");
  if (equals === 0 || text === "") throw new CliError(`invalid key-value pair ${goQuote(text)}: empty key`);
  return equals < 0 ? [text, undefined] : [text.slice(0, equals), text.slice(equals + 1)];
}

/** What buildx refuses after it has read its flags: its error has the words `failed to build` before it. */
export function buildError(message: string): CliError {
  return new CliError(`failed to build: ${message}`);
}

/** What the docker driver does not do; every such error has the same three lines. */
export function notSupported(feature: string, page: string): CliError {
  return buildError(
    `${feature} is not supported for the docker driver.\nSwitch to a different driver, or turn on the containerd image store, and try again.\nLearn more at https://docs.docker.com/go/${page}/`,
  );
}
