/** `asyncio`: tasks that take turns, on threads of the interpreter where they wait. */
export const asynchronous: Readonly<Record<string, string>> = {
  asyncio: `
import threading
import time
from functools import partial


class CancelledError(BaseException):
    pass


class InvalidStateError(Exception):
    pass


TimeoutError = TimeoutError


class Future:
    def __init__(self, loop=None):
        self._state, self._result, self._error, self._callbacks = "pending", None, None, []

    def done(self):
        return self._state != "pending"

    def cancelled(self):
        return self._state == "cancelled"

    def result(self):
        if self._state == "pending":
            raise InvalidStateError("Result is not set.")
        if self._error is not None:
            raise self._error
        return self._result

    def exception(self):
        return self._error

    def _finish(self, state):
        if self._state != "pending":
            return
        self._state = state
        for callback in self._callbacks:
            get_event_loop().call_soon(callback, self)
        self._callbacks = []

    def set_result(self, value):
        self._result = value
        self._finish("finished")

    def set_exception(self, error):
        self._error = error() if isinstance(error, type) else error
        self._finish("finished")

    def cancel(self, msg=None):
        if self.done():
            return False
        self._error = CancelledError()
        self._finish("cancelled")
        return True

    def add_done_callback(self, callback):
        if self.done():
            get_event_loop().call_soon(callback, self)
        else:
            self._callbacks.append(callback)

    def __await__(self):
        if not self.done():
            yield self
        return self.result()


class Task(Future):
    _count = 0

    def __init__(self, coroutine, name=None):
        super().__init__()
        Task._count += 1
        self._coroutine, self._name, self._waiting, self._must_cancel = coroutine, name or f"Task-{Task._count}", None, False
        get_event_loop().call_soon(self._step)

    def get_name(self):
        return self._name

    def cancel(self, msg=None):
        if self.done():
            return False
        self._must_cancel = True
        if self._waiting is not None:
            self._waiting.cancel()
        else:
            get_event_loop().call_soon(self._step)
        return True

    def _step(self, waited=None):
        if self.done():
            return
        loop = get_event_loop()
        self._waiting = None
        before, loop._current = loop._current, self
        try:
            if self._must_cancel:
                self._must_cancel = False
                given = self._coroutine.throw(CancelledError())
            elif waited is not None and waited.exception() is not None:
                given = self._coroutine.throw(waited.exception())
            else:
                given = self._coroutine.send(None)
        except StopIteration as stop:
            self.set_result(stop.value)
        except CancelledError as error:
            self._error = error
            self._finish("cancelled")
        except BaseException as error:
            if isinstance(error, (KeyboardInterrupt, SystemExit)):
                self._error = error
                self._finish("finished")
                raise
            self.set_exception(error)
        else:
            if isinstance(given, Future):
                self._waiting = given
                given.add_done_callback(self._step)
            else:
                loop.call_soon(self._step)
        finally:
            loop._current = before


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
        return Task(coroutine, name)

    def create_future(self):
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
        future = Future()

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


def run(coroutine, *, debug=None):
    loop = new_event_loop()
    task = Task(coroutine)
    try:
        return loop.run_until_complete(task)
    except KeyboardInterrupt:
        task.cancel()
        try:
            loop.run_until_complete(task)
        except CancelledError:
            pass
        raise


def iscoroutine(value):
    return type(value).__name__ == "coroutine"


def iscoroutinefunction(function):
    code = getattr(function, "__func__", function)
    return bool(getattr(code, "__is_async__", False))


async def _wrap(awaitable):
    return await awaitable


def ensure_future(awaitable):
    if isinstance(awaitable, Future):
        return awaitable
    return Task(awaitable if iscoroutine(awaitable) else _wrap(awaitable))


def create_task(coroutine, *, name=None, context=None):
    return Task(coroutine, name)


def current_task():
    return get_event_loop()._current


async def sleep(delay, result=None):
    future = Future()
    get_event_loop().call_later(delay, future.set_result, result)
    return await future


async def gather(*awaitables, return_exceptions=False):
    tasks = [ensure_future(each) for each in awaitables]
    results = []
    for task in tasks:
        try:
            results.append(await task)
        except BaseException as error:
            if not return_exceptions:
                raise
            results.append(error)
    return results


async def wait_for(awaitable, timeout):
    task = ensure_future(awaitable)
    if timeout is not None:
        late = get_event_loop().call_later(timeout, task.cancel)
        try:
            return await task
        except CancelledError:
            raise TimeoutError() from None
        finally:
            if late in get_event_loop()._timers:
                get_event_loop()._timers.remove(late)
    return await task


async def wait(tasks, **options):
    for task in tasks:
        await ensure_future(task)
    return set(tasks), set()


async def to_thread(function, *args, **keywords):
    return await get_event_loop().run_in_executor(None, partial(function, *args, **keywords))


class TaskGroup:
    async def __aenter__(self):
        self._tasks = []
        return self

    def create_task(self, coroutine):
        task = Task(coroutine)
        self._tasks.append(task)
        return task

    async def __aexit__(self, *details):
        for task in self._tasks:
            await task


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


class StreamReader:
    def __init__(self, file):
        self._file = file

    async def read(self, size=-1):
        return await to_thread(self._file._connection.recv, 65536 if size < 0 else size)

    async def readline(self):
        return await to_thread(self._file.readline)


class StreamWriter:
    def __init__(self, connection):
        self._connection = connection

    def write(self, data):
        self._connection.sendall(data)

    async def drain(self):
        pass

    def get_extra_info(self, name, default=None):
        return self._connection.getpeername() if name == "peername" else default

    def close(self):
        self._connection.close()

    async def wait_closed(self):
        pass


class Server:
    def __init__(self, listener, callback):
        self._listener, self._callback, self._open = listener, callback, True
        self.sockets = [listener]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while self._open:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            reader, writer = StreamReader(connection.makefile("rb")), StreamWriter(connection)
            get_event_loop().call_soon(lambda: Task(self._callback(reader, writer)))

    def close(self):
        self._open = False
        self._listener.close()

    async def serve_forever(self):
        await Future()

    async def wait_closed(self):
        pass

    async def __aenter__(self):
        return self

    async def __aexit__(self, *details):
        self.close()


async def start_server(callback, host=None, port=None, **options):
    import socket

    listener = socket.socket()
    listener.bind((host or "0.0.0.0", port))
    listener.listen()
    return Server(listener, callback)


async def open_connection(host, port, **options):
    import socket

    connection = await to_thread(socket.create_connection, (host, port))
    return StreamReader(connection.makefile("rb")), StreamWriter(connection)
`,
};
