/** What a task waits for, and what it is told when that fails. */
export const futures: Readonly<Record<string, string>> = {
  "asyncio.exceptions": `
class CancelledError(BaseException):
    pass


class InvalidStateError(Exception):
    pass


TimeoutError = TimeoutError
`,

  "asyncio.futures": `
from asyncio.events import get_event_loop
from asyncio.exceptions import CancelledError, InvalidStateError


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
`,
};
