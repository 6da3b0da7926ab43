import type { ComposeCommand } from "../command.ts";
import { openStack, working } from "../open-stack.ts";
import { createProject } from "../stack/create.ts";
import { asAsked, askedScale, checkCreation, creationFlags, creationOf } from "./creation.ts";

export const create: ComposeCommand = {
  name: "create",
  short: "Creates containers for a service",
  operands: "[SERVICE...]",
  flags: [
    ...creationFlags,
    { name: "pull", type: "string", default: "policy", help: 'Pull image before running ("always"|"missing"|"never"|"build")' },
  ],
  async run(call) {
    checkCreation(call);
    const stack = askedScale(asAsked(await openStack(call, call.args), call), call);
    await working(call, stack, "Creating", (work) => createProject(work, creationOf(call)));
    return 0;
  },
};
