import { notFetched } from "../../backends/not-fetched.ts";

/** Says that a part of the lab did not come, and asks for it again. `what` begins the sentence. */
export function NotFetched({ what, onAgain }: { what: string; onAgain(): void }) {
  return (
    <p class="lab-empty" role="alert">
      {notFetched(what)}{" "}
      <button type="button" class="btn" onClick={onAgain}>
        Try again
      </button>
    </p>
  );
}
