/** Coroutines that take turns. */
export const tasks: Readonly<Record<string, string>> = {
  "asyncio.tasks": `
from functools import partial
from asyncio.events import get_event_loop
from asyncio.exceptions import CancelledError
from asyncio.futures import Future


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
`,

  "asyncio.runners": `
from asyncio.events import new_event_loop
from asyncio.exceptions import CancelledError
from asyncio.tasks import Task


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
`,
};
