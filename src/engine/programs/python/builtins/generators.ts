/** Methods of generators, coroutines and built-in iterators. */
import { call } from "../runtime/call.ts";
import { isRaised, PyRaise, exception, raise } from "../runtime/errors.ts";
import { advance, nextOf } from "../runtime/iterate.ts";
import type { PyGenerator, Step } from "../runtime/thread.ts";
import { builtin, PyClass, PyException, type PyIterator, type Running, type Value } from "../runtime/values.ts";
import { methods } from "./define.ts";

/** A step's value, or StopIteration with what was returned. */
function stepValue(step: Step): Value {
  if (!step.done) return step.value;
  throw new PyRaise(exception("StopIteration", ...(step.value === null ? [] : [step.value])));
}

function* thrown(given: Value, value: Value | undefined): Running<PyRaise> {
  if (given instanceof PyException) return new PyRaise(given);
  const made = given instanceof PyClass ? yield* call(given, value === undefined || value === null ? [] : [value]) : null;
  if (!(made instanceof PyException)) raise("TypeError", "exceptions must be classes or instances deriving from BaseException");
  return new PyRaise(made);
}

for (const cls of [builtin.generator, builtin.coroutine])
  methods<PyGenerator>(cls, {
    *send(self, args) {
      return stepValue(yield* advance(self, { value: args.get(0, "value") }));
    },
    *throw(self, args) {
      return stepValue(yield* advance(self, { error: yield* thrown(args.get(0, "type"), args.find(1)) }));
    },
    *close(self) {
      if (self.state === "finished") return null;
      if (self.state === "created") {
        self.state = "finished";
        return null;
      }
      try {
        yield* advance(self, { error: new PyRaise(exception("GeneratorExit")) });
      } catch (error) {
        if (isRaised(error, "GeneratorExit") || isRaised(error, "StopIteration")) return null;
        throw error;
      }
      raise("RuntimeError", "generator ignored GeneratorExit");
    },
  });
methods<PyGenerator>(builtin.generator, {
  __iter__: (self) => self,
  *__next__(self) {
    return stepValue(yield* advance(self, { value: null }));
  },
});
methods<PyGenerator>(builtin.coroutine, { __await__: (self) => self });
for (const name of ["iterator", "enumerate", "zip", "map", "filter", "reversed"])
  methods<PyIterator>(builtin[name] as PyClass, {
    __iter__: (self) => self,
    *__next__(self) {
      const item = yield* nextOf(self);
      if (item === undefined) throw new PyRaise(exception("StopIteration"));
      return item;
    },
  });
