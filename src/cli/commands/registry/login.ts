import { typedLine, typedSecret } from "../../ask.ts";
import type { Call, Command } from "../../command.ts";
import type { DockerContext } from "../../context.ts";
import { CliError, labLine, NotInLab } from "../../errors.ts";
import { configPath } from "../../config-file.ts";
import { authFor, forgetCredentials, hub, serverName, storeCredentials } from "./credentials.ts";

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

const unencrypted = (file: string): string => `
WARNING! Your credentials are stored unencrypted in '${file}'.
Configure a credential helper to remove this warning. See
https://docs.docker.com/go/credential-store/

`;

const existing = (user: string): string => `Authenticating with existing credentials... [Username: ${user}]

 Info -> To login with a different account, run 'docker logout' followed by 'docker login'


`;

async function run({ flags, args, context }: Call): Promise<number> {
  const server = serverName(args[0] ?? "");
  if (flags.has("username") && flags.text("username") === "") throw new CliError("username is empty");
  const fromInput = flags.bool("password-stdin");
  if (flags.has("password")) {
    if (fromInput) throw new CliError("conflicting options: cannot specify both --password and --password-stdin");
    context.stderr("WARNING! Using --password via the CLI is insecure. Use --password-stdin.\n");
  }
  if (fromInput && !flags.has("username")) throw new CliError("the --password-stdin option requires --username to be set");
  const password = fromInput ? context.stdin.replace(/[\r\n]+$/, "") : flags.text("password");
  const stored = flags.has("username") || password !== "" ? undefined : authFor(context, server);
  if (stored) {
    context.stderr(existing(stored.username ?? ""));
    await context.engine.registryLogin(stored);
    context.stdout("Login Succeeded\n");
    return 0;
  }
  const asked = await credentials(server, flags.text("username"), password, context);
  if (!asked) return interrupted;
  const { NewAccount } = await context.engine.registryLogin({ ...asked, serveraddress: server });
  storeCredentials(context, server, asked.username, asked.password);
  context.stderr(unencrypted(configPath(context)));
  context.stdout("Login Succeeded\n");
  if (NewAccount)
    context.stderr(
      `${labLine(`the lab's registries know nobody at first: the account ${asked.username} is made now, with this password. Never type a real one here.`)}\n`,
    );
  return 0;
}

interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** Exit code after ^C. */
const interrupted = 130;

/** What was not given is asked for, where somebody can answer; `undefined` after ^C. */
async function credentials(server: string, username: string, password: string, context: DockerContext): Promise<Credentials | undefined> {
  if (username !== "" && password !== "") return { username, password };
  if (!context.terminal?.stdin) throw new CliError("Error: Cannot perform an interactive login from a non TTY device");
  if (username === "" && server === hub)
    throw new NotInLab(
      "Docker Hub's login in the web browser is not in the lab: use `docker login -u NAME`, with a made-up name and password.",
    );
  let name = username;
  if (name === "") {
    context.stdout("Username: ");
    name = (await typedLine(context)).trim();
    if (name === "") throw new CliError("Error: Non-null Username Required");
  }
  if (password !== "") return { username: name, password };
  context.stdout("Password: ");
  const secret = await typedSecret(context);
  if (secret === undefined) return undefined;
  if (secret === "") throw new CliError("Error: Password Required");
  return { username: name, password: secret };
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
