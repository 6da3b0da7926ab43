import { events } from "./events.ts";
import { futures } from "./futures.ts";
import { locks } from "./locks.ts";
import { streams } from "./streams.ts";
import { tasks } from "./tasks.ts";

/** `asyncio`: tasks that take turns, on threads of the interpreter where they wait. */
export const asynchronous: Readonly<Record<string, string>> = {
  ...futures,
  ...events,
  ...tasks,
  ...locks,
  ...streams,
  asyncio: `
from asyncio.events import get_event_loop, get_running_loop, new_event_loop, set_event_loop
from asyncio.exceptions import CancelledError, InvalidStateError, TimeoutError
from asyncio.futures import Future
from asyncio.locks import Event, Lock, Semaphore
from asyncio.queues import Queue
from asyncio.runners import run
from asyncio.streams import Server, StreamReader, StreamWriter, open_connection, start_server
from asyncio.tasks import Task, TaskGroup, create_task, current_task, ensure_future, gather, iscoroutine, iscoroutinefunction, sleep, to_thread, wait, wait_for
`,
};
