/** What another engine, or another runtime, would change: told before it is chosen. */
export function WhatChanges({ lines }: { lines: readonly string[] }) {
  return (
    <details>
      <summary>What changes</summary>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </details>
  );
}
