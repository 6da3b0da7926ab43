/** The rules of BuildKit's linter by name, with what each asks for (spec §11). */

export interface Rule {
  /** One sentence, our own: what to do and why. */
  readonly advice: string;
}

export const rules: Readonly<Record<string, Rule>> = {
  ConsistentInstructionCasing: { advice: "Write all instructions in one case, upper or lower." },
  CopyIgnoredFile: { advice: "The file is kept out of the context by .dockerignore, so it cannot be copied." },
  DuplicateStageName: { advice: "Give each stage a name of its own: a later stage hides an earlier one of the same name." },
  ExposeInvalidFormat: { advice: "EXPOSE names ports of the container; addresses and host ports belong to docker run -p." },
  ExposeProtoCasing: { advice: "Write the protocol in lower case: tcp, udp or sctp." },
  FromAsCasing: { advice: "Write AS in the same case as FROM." },
  FromPlatformFlagConstDisallowed: {
    advice: "A fixed platform builds for one machine only; use $BUILDPLATFORM or leave the choice to --platform.",
  },
  InvalidDefaultArgInFrom: { advice: "Give the ARG a default with which the image name is complete." },
  InvalidDefinitionDescription: {
    advice: "A comment right above should begin with the name it describes, or be set apart.",
  },
  JSONArgsRecommended: { advice: "Write the command as a JSON array: without a shell in between the process itself gets the stop signal." },
  LegacyKeyValueFormat: { advice: "Write key=value: the old form takes the whole rest of the line as one value." },
  MaintainerDeprecated: { advice: "Use LABEL org.opencontainers.image.authors instead." },
  MultipleInstructionsDisallowed: { advice: "Only the last one counts; remove the others." },
  NoEmptyContinuation: { advice: "Remove the blank line: in the middle of a continued instruction it will become an error." },
  RedundantTargetPlatform: { advice: "Leave the flag away: the target platform is the default." },
  ReservedStageName: { advice: "Choose another stage name: scratch and context have a meaning of their own." },
  SecretsUsedInArgOrEnv: { advice: "The value stays readable in the image; pass secrets with RUN --mount=type=secret." },
  StageNameCasing: { advice: "Write stage names in lower case; that is how they are compared." },
  UndefinedArgInFrom: { advice: "Declare it with ARG above the first FROM." },
  UndefinedVar: { advice: "Declare it with ARG or ENV in this stage, above this line; an unknown variable becomes nothing." },
  WorkdirRelativePath: { advice: "Begin with an absolute path: a relative one depends on the base image." },
};

/** Docker's page about a rule: names become words with dashes. */
export function ruleUrl(rule: string): string {
  const slug = rule
    .replace(/([a-z])([A-Z])/g, "$1-$2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1-$2")
    .toLowerCase();
  return `https://docs.docker.com/go/dockerfile/rule/${slug}/`;
}
