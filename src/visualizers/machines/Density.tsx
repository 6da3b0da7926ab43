/** How many of each a machine's memory holds. */
import { useId, useState } from "preact/hooks";
import type { MachinesView } from "../../views/machines.ts";
import { figures, fitting, memoryOf, programMemory } from "./model.ts";
import { memory as shown } from "./words.ts";

const gigabyte = 1024 ** 3;
const sizes = [2, 4, 8, 16, 64] as const;
/** The slider's end. */
const mostOf = 200;

export function Density({ view }: { readonly view: MachinesView }) {
  const [count, setCount] = useState(10);
  const [memory, setMemory] = useState(view.memory);
  const id = useId();
  const program = programMemory(view);
  return (
    <section class="mach-density" aria-label="How many fit">
      <div class="mach-title">
        How many fit{" "}
        <span class="mach-note">
          {shown(program.bytes)} for the program{program.measured ? ", measured here" : " (an example)"}
        </span>
      </div>
      <p class="mach-controls">
        <label for={`${id}count`}>how many: {count}</label>
        <input
          id={`${id}count`}
          type="range"
          min={1}
          max={mostOf}
          value={count}
          onInput={(event) => setCount(Number(event.currentTarget.value))}
        />
        <label for={`${id}memory`}>on a machine with</label>
        <select id={`${id}memory`} value={memory} onChange={(event) => setMemory(Number(event.currentTarget.value))}>
          <option value={view.memory}>{shown(view.memory)} (this one)</option>
          {sizes
            .filter((size) => size * gigabyte !== view.memory)
            .map((size) => (
              <option key={size} value={size * gigabyte}>
                {size} GiB
              </option>
            ))}
        </select>
      </p>
      <Fill stack="machines" name="virtual machines" count={count} memory={memory} program={program.bytes} />
      <Fill stack="containers" name="containers" count={count} memory={memory} program={program.bytes} />
      <p class="mach-note">
        A virtual machine: {shown(figures.guestMemory)} for its system, besides the program. A container: about {shown(figures.wallMemory)}{" "}
        for its walls.
      </p>
    </section>
  );
}

interface FillProps {
  readonly stack: "machines" | "containers";
  readonly name: string;
  readonly count: number;
  readonly memory: number;
  readonly program: number;
}

function Fill({ stack, name, count, memory, program }: FillProps) {
  const wanted = memoryOf(stack, count, program);
  const most = fitting(stack, memory, program);
  const each = memoryOf(stack, 1, program) / memory;
  const fits = Math.min(count, most);
  // Cells narrower than this are no cells any more.
  const cells = each > 0.015;
  return (
    <div class={`mach-fill ${stack}`} role="status">
      <p>
        <b>{name}</b> {shown(wanted)}{" "}
        {count <= most ? <span class="fits">✓ all fit, {most} would</span> : <span class="over">✕ {count - most} do not fit</span>}
      </p>
      <span class="mach-memory">
        <i
          class={cells ? "cells" : ""}
          style={{ width: `${Math.min(100, 100 * fits * each)}%`, backgroundSize: `${100 / Math.max(1, fits)}% 100%` }}
        />
      </span>
    </div>
  );
}
