/** A sentence with its `backticked` parts as code. Everything else stays text, whatever it looks like. */
export function CodeText({ text }: { text: string }) {
  return (
    <>
      {text
        .split(/(`[^`]+`)/)
        .map((part, index) => (part.length > 2 && part.startsWith("`") ? <code key={`${index}${part}`}>{part.slice(1, -1)}</code> : part))}
    </>
  );
}
