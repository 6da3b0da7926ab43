import type { Call, Command } from "../../command.ts";
import { CliError, labLine } from "../../errors.ts";
import { configPath, forgetCredentials, hub, serverName, storeCredentials, userOf } from "./credentials.ts";
import { reach } from "./reach.ts";

export const login: Command = {
  paths: [["login"]],
  short: "Authenticate to a registry",
  long: "Authenticate to a registry.\nDefaults to Docker Hub if no server is specified.",
  operands: "[SERVER]",
  arity: { min: 0, max: 1 },
  flags: [
    { name: "password", short: "p", type: "string", help: "Password or Personal Access Token (PAT)" },
    { name: "password-stdin", type: "bool", help: "Take the Password or Personal Access Token (PAT) from stdin" },
    { name: "username", short: "u", type: "string", help: "Username" },
  ],
  program: "docker",
  completes: "none",
  readsInput: (flags) => flags.bool("password-stdin"),
  run,
};

const notInteractive = "Error: Cannot perform an interactive login from a non TTY device";

/** The lab's registries know every account: what is checked is who is logged in, not with what password. */
async function run({ flags, args, context }: Call): Promise<number> {
  const server = serverName(args[0] ?? "");
  let password = flags.text("password");
  if (flags.has("password")) {
    if (flags.bool("password-stdin")) throw new CliError("conflicting options: cannot specify both --password and --password-stdin");
    context.stderr("WARNING! Using --password via the CLI is insecure. Use --password-stdin.\n");
  }
  const user = flags.text("username") || (password === "" && !flags.bool("password-stdin") ? userOf(context, server) : undefined);
  if (flags.bool("password-stdin")) {
    if (!flags.text("username")) throw new CliError("the --password-stdin option requires --username to be set");
    password = context.stdin.replace(/[\r\n]+$/, "");
  }
  if (user !== undefined && !flags.has("username")) {
    context.stderr(`Authenticating with existing credentials... [Username: ${user}]\n`);
    context.stdout("\nLogin Succeeded\n");
    return 0;
  }
  if (user === undefined || password === "") {
    if (context.terminal?.stdin !== false && context.terminal)
      throw new CliError(
        labLine("the lab does not ask for passwords: try `echo SECRET | docker login -u NAME --password-stdin`, with a made-up one."),
      );
    throw new CliError(notInteractive);
  }
  const problem = reach(server === hub ? "registry-1.docker.io" : server);
  if (problem) throw new CliError(`Error response from daemon: ${problem}`);
  storeCredentials(context, server, user, password);
  const file = configPath(context);
  context.stderr(
    `\nWARNING! Your credentials are stored unencrypted in '${file}'.\nConfigure a credential helper to remove this warning. See\nhttps://docs.docker.com/go/credential-store/\n\n`,
  );
  context.stdout("Login Succeeded\n");
  context.stderr(`${labLine("the registries of the lab take any name and password. Never type a real one here.")}\n`);
  return 0;
}

export const logout: Command = {
  paths: [["logout"]],
  short: "Log out from a registry",
  long: "Log out from a registry.\nIf no server is specified, the default is defined by the daemon.",
  operands: "[SERVER]",
  arity: { min: 0, max: 1 },
  flags: [],
  program: "docker",
  completes: "none",
  async run({ args, context }) {
    const server = serverName(args[0] ?? "");
    context.stdout(`Removing login credentials for ${server}\n`);
    forgetCredentials(context, server);
    return 0;
  },
};
