/** Threads, queues, pools. */
export const threads: Readonly<Record<string, string>> = {
  threading: `
import _thread

Lock = _thread.allocate_lock
_main = None
_count = 0


class RLock:
    def __init__(self):
        self._lock, self._owner, self._depth = Lock(), None, 0

    def acquire(self, blocking=True, timeout=-1):
        me = _thread.get_ident()
        if self._depth and self._owner == me:
            self._depth += 1
            return True
        if not self._lock.acquire(blocking, timeout):
            return False
        self._owner, self._depth = me, 1
        return True

    def release(self):
        self._depth -= 1
        if self._depth == 0:
            self._owner = None
            self._lock.release()

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *details):
        self.release()


class Condition:
    def __init__(self, lock=None):
        self._lock = lock or RLock()
        self._waiters = []
        self.acquire, self.release = self._lock.acquire, self._lock.release

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *details):
        return self._lock.__exit__(*details)

    def wait(self, timeout=None):
        waiter = Lock()
        waiter.acquire()
        self._waiters.append(waiter)
        self._lock.release()
        got = waiter.acquire(True, -1 if timeout is None else timeout)
        if waiter in self._waiters:
            self._waiters.remove(waiter)
        self._lock.acquire()
        return got

    def wait_for(self, test, timeout=None):
        while not test():
            if not self.wait(timeout):
                return test()
        return True

    def notify(self, count=1):
        for waiter in self._waiters[:count]:
            self._waiters.remove(waiter)
            waiter.release()

    def notify_all(self):
        self.notify(len(self._waiters))


class Event:
    def __init__(self):
        self._condition = Condition(Lock())
        self._flag = False

    def is_set(self):
        return self._flag

    def set(self):
        with self._condition:
            self._flag = True
            self._condition.notify_all()

    def clear(self):
        self._flag = False

    def wait(self, timeout=None):
        with self._condition:
            if not self._flag:
                self._condition.wait(timeout)
            return self._flag


class Semaphore:
    def __init__(self, value=1):
        self._condition, self._value = Condition(Lock()), value

    def acquire(self, blocking=True, timeout=None):
        with self._condition:
            while self._value == 0:
                if not blocking or not self._condition.wait(timeout):
                    return False
            self._value -= 1
            return True

    def release(self):
        with self._condition:
            self._value += 1
            self._condition.notify()

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *details):
        self.release()


BoundedSemaphore = Semaphore
_alive = {}


class Thread:
    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, daemon=None):
        global _count
        _count += 1
        label = getattr(target, "__name__", None)
        self.name = name or (f"Thread-{_count} ({label})" if label else f"Thread-{_count}")
        self._target, self._args, self._keywords = target, args, kwargs or {}
        self.daemon = bool(daemon)
        self.ident = None
        self._done = Event()
        self._started = False

    def run(self):
        if self._target:
            self._target(*self._args, **self._keywords)

    def _bootstrap(self):
        self.ident = _thread.get_ident()
        _alive[self.ident] = self
        try:
            self.run()
        finally:
            _alive.pop(self.ident, None)
            self._done.set()

    def start(self):
        if self._started:
            raise RuntimeError("threads can only be started once")
        self._started = True
        if not self.daemon:
            _waited.append(self)
        _thread.start_new_thread(self._bootstrap, (), None, self.name)

    def join(self, timeout=None):
        self._done.wait(timeout)

    def is_alive(self):
        return self._started and not self._done.is_set()

    def setDaemon(self, daemon):
        self.daemon = daemon

    def __repr__(self):
        state = "started" if self.is_alive() else "stopped" if self._started else "initial"
        return f"<Thread({self.name}, {state} {self.ident})>"


class _Main(Thread):
    def __init__(self):
        self.name, self.ident, self.daemon, self._started, self._done = "MainThread", 0, False, True, Event()


_main = _Main()
_waited = []


def _join_all():
    while _waited:
        _waited.pop(0).join()


class Timer(Thread):
    def __init__(self, interval, function, args=(), kwargs=None):
        super().__init__(args=args, kwargs=kwargs)
        self.interval, self.function, self.finished = interval, function, Event()

    def cancel(self):
        self.finished.set()

    def run(self):
        if not self.finished.wait(self.interval):
            self.function(*self._args, **self._keywords)


class local:
    pass


def current_thread():
    return _alive.get(_thread.get_ident(), _main)


def main_thread():
    return _main


def get_ident():
    return _thread.get_ident()


def active_count():
    return len(_alive) + 1


def enumerate():
    return [_main] + list(_alive.values())
`,

  queue: `
from threading import Condition, Lock


class Empty(Exception):
    pass


class Full(Exception):
    pass


class Queue:
    def __init__(self, maxsize=0):
        self.maxsize, self._items, self._unfinished = maxsize, [], 0
        self._changed = Condition(Lock())

    def qsize(self):
        return len(self._items)

    def empty(self):
        return not self._items

    def full(self):
        return 0 < self.maxsize <= len(self._items)

    def put(self, item, block=True, timeout=None):
        with self._changed:
            while self.full():
                if not block or not self._changed.wait(timeout):
                    raise Full
            self._items.append(item)
            self._unfinished += 1
            self._changed.notify_all()

    def put_nowait(self, item):
        self.put(item, False)

    def _take(self):
        return self._items.pop(0)

    def get(self, block=True, timeout=None):
        with self._changed:
            while not self._items:
                if not block or not self._changed.wait(timeout):
                    raise Empty
            item = self._take()
            self._changed.notify_all()
            return item

    def get_nowait(self):
        return self.get(False)

    def task_done(self):
        with self._changed:
            self._unfinished -= 1
            self._changed.notify_all()

    def join(self):
        with self._changed:
            while self._unfinished:
                self._changed.wait()


class LifoQueue(Queue):
    def _take(self):
        return self._items.pop()


class PriorityQueue(Queue):
    def _take(self):
        self._items.sort()
        return self._items.pop(0)


SimpleQueue = Queue
`,

  concurrent: "",
  "concurrent.futures": `
from queue import Queue
from threading import Event, Thread


class Future:
    def __init__(self):
        self._done, self._result, self._error = Event(), None, None

    def done(self):
        return self._done.is_set()

    def result(self, timeout=None):
        if not self._done.wait(timeout):
            raise TimeoutError()
        if self._error is not None:
            raise self._error
        return self._result

    def exception(self, timeout=None):
        self._done.wait(timeout)
        return self._error


class ThreadPoolExecutor:
    def __init__(self, max_workers=4, **options):
        self._jobs = Queue()
        self._workers = [Thread(target=self._work, daemon=True) for _ in range(max_workers)]
        for worker in self._workers:
            worker.start()

    def _work(self):
        while True:
            future, function, args, keywords = self._jobs.get()
            try:
                future._result = function(*args, **keywords)
            except BaseException as error:
                future._error = error
            future._done.set()
            self._jobs.task_done()

    def submit(self, function, *args, **keywords):
        future = Future()
        self._jobs.put((future, function, args, keywords))
        return future

    def map(self, function, *iterables):
        futures = [self.submit(function, *items) for items in zip(*iterables)]
        return (future.result() for future in futures)

    def shutdown(self, wait=True, **options):
        if wait:
            self._jobs.join()

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.shutdown()


ProcessPoolExecutor = ThreadPoolExecutor


def as_completed(futures):
    for future in list(futures):
        future._done.wait()
        yield future


def wait(futures, **options):
    for future in futures:
        future._done.wait()
    return set(futures), set()
`,
};
