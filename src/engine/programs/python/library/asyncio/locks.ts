/** What tasks share: events, locks, semaphores and queues. */
export const locks: Readonly<Record<string, string>> = {
  "asyncio.locks": `
from asyncio.futures import Future


class Event:
    def __init__(self):
        self._flag, self._waiting = False, []

    def is_set(self):
        return self._flag

    def set(self):
        self._flag = True
        for future in self._waiting:
            future.set_result(True)
        self._waiting = []

    def clear(self):
        self._flag = False

    async def wait(self):
        if not self._flag:
            future = Future()
            self._waiting.append(future)
            await future
        return True


class Lock:
    def __init__(self):
        self._held, self._waiting = False, []

    def locked(self):
        return self._held

    async def acquire(self):
        while self._held:
            future = Future()
            self._waiting.append(future)
            await future
        self._held = True
        return True

    def release(self):
        self._held = False
        if self._waiting:
            self._waiting.pop(0).set_result(None)

    async def __aenter__(self):
        await self.acquire()

    async def __aexit__(self, *details):
        self.release()


class Semaphore(Lock):
    def __init__(self, value=1):
        super().__init__()
        self._value = value

    async def acquire(self):
        while self._value <= 0:
            future = Future()
            self._waiting.append(future)
            await future
        self._value -= 1
        return True

    def release(self):
        self._value += 1
        if self._waiting:
            self._waiting.pop(0).set_result(None)
`,

  "asyncio.queues": `
from asyncio.futures import Future


class Queue:
    def __init__(self, maxsize=0):
        self._items, self._waiting = [], []

    def qsize(self):
        return len(self._items)

    def empty(self):
        return not self._items

    async def put(self, item):
        self.put_nowait(item)

    def put_nowait(self, item):
        self._items.append(item)
        if self._waiting:
            self._waiting.pop(0).set_result(None)

    async def get(self):
        while not self._items:
            future = Future()
            self._waiting.append(future)
            await future
        return self._items.pop(0)

    def task_done(self):
        pass
`,
};
