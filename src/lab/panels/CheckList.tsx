import { InlineCode } from "./inline-code.tsx";

/** One check of an exercise, and how it came out. */
export interface ListedCheck {
  readonly id: string;
  readonly title: string;
  readonly status: "pass" | "fail" | "error" | "waiting";
  readonly message?: string;
  /** Heading under which it stands, with those before and after it that have the same. */
  readonly part?: string;
}

const words: Readonly<Record<ListedCheck["status"], string>> = {
  pass: "passed",
  fail: "not yet",
  error: "could not be checked",
  waiting: "waiting",
};

/** Checks with what was seen and what was expected. */
export function CheckList({ checks }: { checks: readonly ListedCheck[] }) {
  return (
    <ul aria-label="Checks">
      {checks.flatMap(({ id, title, status, message, part }, index) => [
        part && part !== checks[index - 1]?.part && (
          <li key={`${id} part`} class="part">
            {part}
          </li>
        ),
        <li key={id} class={status}>
          <span class="mark" aria-hidden="true" />
          <div>
            <p>
              <InlineCode text={title} />
              <span class="visually-hidden">: {words[status]}</span>
            </p>
            {message && status !== "pass" && (
              <small>
                {status === "error" && <b>This could not be checked. </b>}
                <InlineCode text={message} />
              </small>
            )}
          </div>
        </li>,
      ])}
    </ul>
  );
}
