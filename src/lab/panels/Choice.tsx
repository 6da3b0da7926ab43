import "./choice.css";

export interface ChoiceProps<Name extends string> {
  /** Names the whole for those who don't see it: `Picture`. */
  readonly label: string;
  /** Names and what stands on their buttons, in order. */
  readonly options: readonly (readonly [Name, string])[];
  readonly chosen: Name;
  onChoose(name: Name): void;
}

/** One of a few things to look at. */
export function Choice<Name extends string>({ label, options, chosen, onChoose }: ChoiceProps<Name>) {
  return (
    <fieldset class="lab-choice" aria-label={label}>
      {options.map(([name, title]) => (
        <button key={name} type="button" aria-pressed={name === chosen} onClick={() => onChoose(name)}>
          {title}
        </button>
      ))}
    </fieldset>
  );
}
