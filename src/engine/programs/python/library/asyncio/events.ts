/** The event loop: callbacks that are ready, timers, and the one that this process has. */
export const events: Readonly<Record<string, string>> = {
  "asyncio.events": `
import threading
import time


class _Loop:
    def __init__(self):
        self._ready, self._timers, self._current, self._running, self._external = [], [], None, False, 0
        self._woken = threading.Event()
        self._handlers = {}

    def time(self):
        return time.monotonic()

    def call_soon(self, callback, *args):
        self._ready.append((callback, args))
        self._woken.set()

    call_soon_threadsafe = call_soon

    def call_later(self, delay, callback, *args):
        return self.call_at(self.time() + delay, callback, *args)

    def call_at(self, when, callback, *args):
        entry = [when, callback, args]
        self._timers.append(entry)
        self._timers.sort(key=lambda each: each[0])
        self._woken.set()
        return entry

    def create_task(self, coroutine, name=None):
        from asyncio.tasks import Task

        return Task(coroutine, name)

    def create_future(self):
        from asyncio.futures import Future

        return Future()

    def is_running(self):
        return self._running

    def add_signal_handler(self, number, callback, *args):
        import signal

        signal.signal(number, lambda *_: self.call_soon(callback, *args))

    def remove_signal_handler(self, number):
        import signal

        signal.signal(number, signal.SIG_DFL)

    def run_in_executor(self, executor, function, *args):
        future = self.create_future()

        def work():
            try:
                value = function(*args)
            except BaseException as error:
                self.call_soon(future.set_exception, error)
            else:
                self.call_soon(future.set_result, value)

        threading.Thread(target=work, daemon=True).start()
        return future

    def _turn(self):
        now = self.time()
        while self._timers and self._timers[0][0] <= now:
            _, callback, args = self._timers.pop(0)
            self._ready.append((callback, args))
        if not self._ready:
            self._woken.clear()
            self._woken.wait(max(0, self._timers[0][0] - now) if self._timers else None)
            return
        ready, self._ready = self._ready, []
        for callback, args in ready:
            callback(*args)

    def run_until_complete(self, awaitable):
        from asyncio.tasks import ensure_future

        task = ensure_future(awaitable)
        self._running = True
        try:
            while not task.done():
                self._turn()
        finally:
            self._running = False
        return task.result()

    def run_forever(self):
        self._running = True
        while self._running:
            self._turn()

    def stop(self):
        self._running = False
        self._woken.set()

    def close(self):
        pass


_loop = None


def get_event_loop():
    global _loop
    if _loop is None:
        _loop = _Loop()
    return _loop


get_running_loop = get_event_loop


def new_event_loop():
    global _loop
    _loop = _Loop()
    return _loop


def set_event_loop(loop):
    global _loop
    _loop = loop
`,
};
