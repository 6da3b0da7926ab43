/** `RUN --device=vendor.com/device=name,required`: read by every frontend, carried out by none but labs. */
import { DockerfileError } from "./ast.ts";
import { splitCsv } from "./csv.ts";
import { withSuggestion } from "./suggest.ts";

/** The device's name, empty when there is none. Throws BuildKit's messages, without line prefix. */
export function parseDevice(value: string): string {
  let name = "";
  for (const field of splitCsv(value, "failed to parse csv devices")) {
    const at = field.indexOf("=");
    const key = (at < 0 ? field : field.slice(0, at)).toLowerCase();
    const setting = at < 0 ? undefined : field.slice(at + 1);
    if (key === "required") {
      if (setting !== undefined && !/^(1|t|T|true|TRUE|True|0|f|F|false|FALSE|False)$/.test(setting))
        throw new DockerfileError(`invalid value for ${key}: ${setting}`);
    } else if (key === "name" && setting !== undefined) {
      if (name !== "") throw new DockerfileError(`device name already set to ${name}`);
      name = setting;
    } else if (name === "") name = field;
    else if (setting === undefined) throw new DockerfileError(`invalid field '${field}' must be a key=value pair`);
    else throw new DockerfileError(withSuggestion(`unexpected key '${key}' in '${field}'`, key, ["name", "required"]));
  }
  return name;
}
