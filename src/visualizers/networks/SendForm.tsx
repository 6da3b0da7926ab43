/** A request to send: from where, to which name or address and port. It is the lab's command `knock`, run in the terminal. */
import { useState } from "preact/hooks";
import type { NetworkRoom } from "../../views/networks.ts";

interface SendFormProps {
  readonly rooms: readonly NetworkRoom[];
  /** A container's name, or empty for the host. */
  readonly from: string;
  onFrom(name: string): void;
  run(line: string): void;
}

/** A name or an address, and a port: nothing a shell would take for something else. */
const target = "[A-Za-z0-9._\\-]+:[0-9]{1,5}";

export function SendForm({ rooms, from, onFrom, run }: SendFormProps) {
  const [to, setTo] = useState("");
  const running = rooms.filter(({ status }) => status === "running").flatMap(({ containers }) => containers);
  const send = (event: Event): void => {
    event.preventDefault();
    if (new RegExp(`^${target}$`).test(to)) run(`knock ${from && running.includes(from) ? `--from ${from} ` : ""}${to}`);
  };
  return (
    <form class="nets-send" onSubmit={send}>
      <label>
        from{" "}
        <select value={running.includes(from) ? from : ""} onChange={(event) => onFrom(event.currentTarget.value)}>
          <option value="">the host</option>
          {running.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        to{" "}
        <input
          value={to}
          onInput={(event) => setTo(event.currentTarget.value)}
          placeholder="name:port"
          pattern={target}
          required
          size={14}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
        />
      </label>
      <button type="submit" class="btn">
        Send
      </button>
    </form>
  );
}
