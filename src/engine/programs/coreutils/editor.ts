import type { Applet } from "./applet.ts";

/** Editors that fill the screen: what a learner wants of one is somewhere else. */
export const editor: Applet = (process, args, tool) => {
  const file = args.find((word) => !word.startsWith("-") && !word.startsWith("+")) ?? "FILE";
  process.stderr(
    `drydock: ${tool.name}: editors that fill the screen don't run in the lab. Files of the workspace open beside the terminal; in a container, write one with \`cat > ${file}\` and Ctrl-D, or change it with \`sed -i\`.\n`,
  );
  return 1;
};
