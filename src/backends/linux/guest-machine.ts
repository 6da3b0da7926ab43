/** The PC that the guest is made for: the snapshot fits no other. */

/** Bytes of memory. */
const memorySize = 96 * 1024 * 1024;
/** Bytes of the screen's memory, which nobody sees. */
const screenMemorySize = 1024 * 1024;

/** Serial lines, by v86's number: two terminals for the reader, one line for the page's own questions. */
export const serial = { first: 0, agent: 1, second: 2 } as const;

/** What both who makes the snapshot and who resumes it must give v86. */
export const machineOptions = {
  memory_size: memorySize,
  vga_memory_size: screenMemorySize,
  uart1: true,
  uart2: true,
  disable_keyboard: true,
  disable_mouse: true,
  disable_speaker: true,
} as const;
