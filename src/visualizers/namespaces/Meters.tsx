/** What a room may use, and how much of it it does: the meters on its wall. */
import type { RoomView } from "../../views/namespaces.ts";
import { counted } from "../shapes/words.ts";
import { memoryInWords } from "./memory.ts";

export function Meters({ room: { meters, namespaces, oomKilled } }: { room: RoomView }) {
  const { memory, cpu, pids } = meters;
  const limited = memory.limit !== undefined || cpu.limit !== undefined || pids.limit !== undefined;
  if (!namespaces && !oomKilled) return null;
  if (oomKilled && !namespaces) {
    return (
      <div class="ns-meters">
        <Meter
          name="memory"
          text={`wanted more than ${memory.limit === undefined ? "there is" : memoryInWords(memory.limit)}`}
          share={1}
          state="over"
        />
      </div>
    );
  }
  return (
    <div class="ns-meters">
      <Meter
        name="memory"
        text={memory.limit === undefined ? memoryInWords(memory.used) : `${memoryInWords(memory.used)} of ${memoryInWords(memory.limit)}`}
        share={memory.limit === undefined ? undefined : memory.used / memory.limit}
        state={memory.kills > 0 ? "over" : "fine"}
        note={memory.kills > 0 ? `✕ ${memory.kills} killed` : undefined}
      />
      {(cpu.limit !== undefined || cpu.busy > 0) && (
        <Meter
          name="cpu"
          text={cpu.limit === undefined ? `${round(cpu.busy)} busy` : `${round(cpu.busy)} of ${round(cpu.limit)}`}
          share={cpu.limit === undefined ? undefined : cpu.busy / cpu.limit}
          state={cpu.waits > 0 ? "held" : "fine"}
          note={cpu.waits > 0 ? "↻ has to wait" : undefined}
        />
      )}
      {(pids.limit !== undefined || limited) && (
        <Meter
          name="pids"
          text={pids.limit === undefined ? String(pids.used) : `${pids.used} of ${pids.limit}`}
          share={pids.limit === undefined ? undefined : pids.used / pids.limit}
          state={pids.refused > 0 ? "over" : "fine"}
          note={pids.refused > 0 ? `✕ refused ${counted(pids.refused, "time")}` : undefined}
        />
      )}
    </div>
  );
}

const round = (processors: number): string => String(Math.round(processors * 100) / 100);

interface MeterProps {
  readonly name: string;
  readonly text: string;
  /** Part of the limit that is used; absent without a limit. */
  readonly share: number | undefined;
  readonly state: "fine" | "held" | "over";
  readonly note?: string | undefined;
}

function Meter({ name, text, share, state, note }: MeterProps) {
  return (
    <div class={`ns-meter ${state}${share === undefined ? " unlimited" : ""}`}>
      <p>
        <span>{name}</span> <b>{text}</b>
      </p>
      <div class="ns-track" aria-hidden="true">
        {share !== undefined && <i style={{ width: `${Math.round(100 * Math.min(1, Math.max(0.02, share)))}%` }} />}
      </div>
      {note && <p class="ns-note">{note}</p>}
    </div>
  );
}
