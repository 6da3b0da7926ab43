import { useSignal } from "@preact/signals";
import { useId, useLayoutEffect, useRef } from "preact/hooks";

export interface NameFieldProps {
  readonly label: string;
  readonly value: string;
  /** Takes the name, or `undefined` when it was given up; returns what is wrong with it. */
  onDone(name: string | undefined): string | undefined;
}

/** A field for a file's name. Enter takes it, Escape gives it up; a fault is said beside it. */
export function NameField({ label, value, onDone }: NameFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const fault = useSignal<string | undefined>(undefined);
  const id = useId();
  useLayoutEffect(() => {
    field.current?.focus();
    field.current?.setSelectionRange(
      value.lastIndexOf("/") + 1,
      value.lastIndexOf(".") > value.lastIndexOf("/") + 1 ? value.lastIndexOf(".") : value.length,
    );
  }, []);
  return (
    <div class="lab-name">
      <input
        ref={field}
        onClick={(event) => event.stopPropagation()}
        aria-label={label}
        placeholder={label}
        aria-invalid={fault.value !== undefined}
        aria-describedby={id}
        defaultValue={value}
        spellcheck={false}
        autocapitalize="off"
        autocomplete="off"
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === "Escape") onDone(undefined);
          if (event.key === "Enter") fault.value = onDone(event.currentTarget.value.trim());
        }}
        onBlur={(event) => {
          const name = event.currentTarget.value.trim();
          if (name === value || name === "" || onDone(name) !== undefined) onDone(undefined);
        }}
      />
      <p id={id} role="alert">
        {fault.value}
      </p>
    </div>
  );
}
