import { canonicalName, canonicalString, parseReference, withDefaultTag } from "../../../engine/images/reference.ts";
import type { Call } from "../../command.ts";
import { CliError } from "../../errors.ts";
import { Template, TemplateExecError } from "../../template/execute.ts";
import { TemplateSyntaxError } from "../../template/lex.ts";
import { GoStruct, type Value } from "../../template/value.ts";
import { remoteManifest } from "../registry/manifest-inspect.ts";

/** `docker buildx imagetools inspect`: an image in its registry. */
export async function inspectImage({ args: [name = ""], flags, context }: Call): Promise<number> {
  const { Descriptor, Manifest, Config } = await remoteManifest(name, context, (reference) => `${reference}: not found`);
  const full = canonicalString(withDefaultTag(parseReference(name)));
  const format = flags.text("format");
  if (flags.bool("raw")) context.stdout(Manifest);
  else if (format !== "" && !format.startsWith("{{.Manifest")) {
    const { mediaType, digest, size } = Descriptor;
    const manifest = new GoStruct("v1.Descriptor", { MediaType: mediaType, Digest: digest, Size: size }, Descriptor);
    const image = imageStruct(Config);
    const repository = canonicalName(parseReference(name));
    const json = { name: repository, manifest: Descriptor, image: image.json };
    context.stdout(fill(format, new GoStruct("imagetools.tplInputs", { Name: repository, Manifest: manifest, Image: image }, json)));
  } else context.stdout(`Name:      ${full}\nMediaType: ${Descriptor.mediaType}\nDigest:    ${Descriptor.digest}\n`);
  return 0;
}

/** Fields by Go's names; as JSON in the order in which buildx writes them. */
function imageStruct(text: string): GoStruct {
  const { created, architecture, os, config, rootfs, history, ...rest } = JSON.parse(text) as Record<string, Value>;
  const json = { created, architecture, os, config, rootfs, history, ...rest };
  const fields = { Created: created, Architecture: architecture, OS: os, Config: config, RootFS: rootfs, History: history };
  return new GoStruct("v1.DockerOCIImage", fields, json);
}

function fill(format: string, value: GoStruct): string {
  try {
    return new Template(format).execute(value, { jsonIndent: "  " });
  } catch (error) {
    if (error instanceof TemplateSyntaxError || error instanceof TemplateExecError) throw new CliError(error.message);
    throw error;
  }
}
