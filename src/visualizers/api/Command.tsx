/** One line of the client with its requests. */
import { useState } from "preact/hooks";
import type { ApiCommand } from "../../views/api-calls.ts";
import { counted } from "../shapes/words.ts";
import { Call } from "./Call.tsx";

interface CommandProps {
  readonly command: ApiCommand;
  readonly version: string;
  /** Takes the focus when Tab comes to the commands. */
  readonly newest: boolean;
  /** One line only, unless it is unfolded. */
  readonly folded: boolean;
  /** The newest call of the view before. */
  readonly last: number | undefined;
  readonly opened: ReadonlySet<number>;
  onToggle(id: number): void;
}

/** Requests of one command that are told before somebody asks for the rest. */
const mostTold = 12;

export function Command({ command, version, newest, folded, last, opened, onToggle }: CommandProps) {
  const [wanted, want] = useState<boolean | undefined>(undefined);
  const [whole, tellWhole] = useState(false);
  const { line, calls, more } = command;
  const told = whole ? calls : calls.slice(0, mostTold);
  const untold = calls.length - told.length;
  const shown = wanted ?? !folded;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of requests, not of form fields
    <div class="api-command" role="group" aria-label={`Requests of ${line}`}>
      <div class="api-line">
        <button type="button" aria-expanded={shown} tabIndex={newest ? 0 : -1} onClick={() => want(!shown)}>
          <code>{line}</code> {!shown && <span>{counted(calls.length + more, "request")}</span>}
        </button>
      </div>
      {shown && (
        <ol>
          {told.map((call) => (
            <Call
              key={call.id}
              call={call}
              version={version}
              isNew={last !== undefined && call.id > last}
              isOpen={opened.has(call.id)}
              onToggle={onToggle}
            />
          ))}
        </ol>
      )}
      {shown && untold > 0 && (
        <button type="button" class="btn api-rest" tabIndex={-1} onClick={() => tellWhole(true)}>
          {counted(untold, "request")} more
        </button>
      )}
      {shown && untold === 0 && more > 0 && <p class="api-quiet">and {more} requests more: too many to keep</p>}
    </div>
  );
}
