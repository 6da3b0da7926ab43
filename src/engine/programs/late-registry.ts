/** Programs that are here at once, and all others when the first of them is called. */
import { outside } from "../turns.ts";
import type { Program, ProgramRegistry } from "./program.ts";

/**
 * A registry that knows `here`, and takes any other name on trust until `load` has said what there is.
 * @param load called once, when a program is run that is not here
 */
export function lateRegistry(here: ProgramRegistry, load: () => Promise<ProgramRegistry>): ProgramRegistry {
  let loading: Promise<ProgramRegistry> | undefined;
  let loaded: ProgramRegistry | undefined;
  const late: Program = async (process, descriptor) => {
    loading ??= load();
    loaded = await outside(loading);
    const program = loaded.get(descriptor.program);
    if (program) return program(process, descriptor);
    process.stderr(`drydock: ${process.argv[0]}: the lab knows that this program is there, but not yet how it behaves\n`);
    return 127;
  };
  return new (class extends Map<string, Program> {
    override get(name: string): Program | undefined {
      return super.get(name) ?? (loaded ? loaded.get(name) : late);
    }
  })(here);
}
