import { CliError } from "../../errors.ts";

const shape = /^[a-zA-Z0-9][a-zA-Z0-9_.+-]+$/;

/** @throws CliError for what can't be the name of a context that is made */
export function checkName(name: string): void {
  if (name === "default") throw new CliError('"default" is a reserved context name');
  if (!shape.test(name))
    throw new CliError(
      `context name ${JSON.stringify(name)} is invalid, names are validated against regexp "^[a-zA-Z0-9][a-zA-Z0-9_.+-]+$"`,
    );
}
