/** What awk's expressions come to. */
import { callBuiltin } from "./builtins.ts";
import { Cell } from "./cells.ts";
import { type Eventually, inTurn, after } from "./eventually.ts";
import { readRecord } from "./getline.ts";
import { RunFailure } from "./mistakes.ts";
import type { State } from "./state.ts";
import type { BinaryOperator, Call, Element, Expression, Place, Variable } from "./syntax.ts";
import { type AwkArray, isTrue, type Value } from "./values.ts";

/** Runs a function of the program's own. */
export type CallFunction = (call: Call, cells: readonly Cell[]) => Eventually<Value>;

/** A place that was looked up: its subscripts are evaluated once, however often it is read and written. */
interface Spot {
  read(): Value;
  write(value: Value): void;
}

export class Evaluator {
  readonly state: State;
  readonly #globals: readonly Cell[];
  readonly #call: CallFunction;
  /** Parameters of the function that runs. */
  frame: readonly Cell[] = [];

  constructor(state: State, globals: readonly string[], call: CallFunction) {
    this.state = state;
    this.#globals = globals.map((name) => state.cell(name));
    this.#call = call;
  }

  evaluate(expression: Expression): Eventually<Value> {
    const { state } = this;
    switch (expression.type) {
      case "number":
      case "string":
        return expression.value;
      case "variable":
        return this.#scalar(expression).value;
      case "field":
        return after(this.number(expression.index), (index) => state.fields.get(Math.trunc(index)));
      case "element":
        return after(this.#subscript(expression.subscripts), (key) => {
          const array = this.array(expression.array);
          // Looking at an element makes it.
          if (!array.has(key)) array.set(key, undefined);
          return array.get(key);
        });
      case "regex":
        return Number(state.patterns.test(expression.source, state.toText(state.fields.record)));
      case "binary":
        return after(this.evaluate(expression.left), (left) =>
          after(this.evaluate(expression.right), (right) => this.binary(expression.operator, left, right)),
        );
      case "assign":
        return this.#assign(expression.place, expression.operator, expression.value);
      case "increment":
        return after(this.#spot(expression.place), (spot) => {
          const before = state.toNumber(spot.read());
          spot.write(before + expression.by);
          return expression.prefix ? before + expression.by : before;
        });
      case "conditional":
        return after(this.truth(expression.test), (yes) => this.evaluate(yes ? expression.yes : expression.no));
      case "and":
        return after(this.truth(expression.left), (yes) => (yes ? after(this.truth(expression.right), Number) : 0));
      case "or":
        return after(this.truth(expression.left), (yes) => (yes ? 1 : after(this.truth(expression.right), Number)));
      case "not":
        return after(this.truth(expression.operand), (yes) => Number(!yes));
      case "minus":
        return after(this.number(expression.operand), (value) => -value);
      case "plus":
        return this.number(expression.operand);
      case "match":
        return after(this.text(expression.text), (text) =>
          after(this.pattern(expression.pattern), (pattern) => Number(state.patterns.test(pattern, text) !== expression.negated)),
        );
      case "in":
        return after(this.#subscript(expression.subscripts), (key) => Number(this.array(expression.array).has(key)));
      case "group":
        return after(this.values(expression.parts), (values) => state.subscript(values));
      case "call":
        return this.#userCall(expression);
      case "builtin":
        return callBuiltin(this, expression.name, expression.args);
      case "getline":
        return readRecord(this, expression);
    }
  }

  values(expressions: readonly Expression[]): Eventually<Value[]> {
    return inTurn(expressions, (expression) => this.evaluate(expression));
  }

  text(expression: Expression): Eventually<string> {
    return after(this.evaluate(expression), (value) => this.state.toText(value));
  }

  number(expression: Expression): Eventually<number> {
    return after(this.evaluate(expression), (value) => this.state.toNumber(value));
  }

  truth(expression: Expression): Eventually<boolean> {
    return after(this.evaluate(expression), isTrue);
  }

  /** The source of a regular expression: written as one, or as any text. */
  pattern(expression: Expression): Eventually<string> {
    return expression.type === "regex" ? expression.source : this.text(expression);
  }

  array(variable: Variable): AwkArray {
    const cell = this.cell(variable);
    if (cell.array) return cell.array;
    if (!cell.isUnset && !this.state.dialect.looseTypes) throw new RunFailure({ kind: "scalar-as-array", name: variable.name });
    return cell.becomeArray();
  }

  cell(variable: Variable): Cell {
    return (variable.scope === "global" ? this.#globals : this.frame)[variable.slot] as Cell;
  }

  #scalar(variable: Variable): Cell {
    const cell = this.cell(variable);
    if (cell.array && !this.state.dialect.looseTypes) throw new RunFailure({ kind: "array-as-scalar", name: variable.name });
    return cell;
  }

  /** Puts a value somewhere. */
  assign(place: Place, value: Value): Eventually<void> {
    return after(this.#spot(place), (spot) => spot.write(value));
  }

  #assign(place: Place, operator: BinaryOperator | "=", expression: Expression): Eventually<Value> {
    const { valueFirst } = this.state.dialect;
    const put = (spot: Spot, value: Value): Value => {
      const result = operator === "=" ? value : this.binary(operator, spot.read(), value);
      spot.write(result);
      return result;
    };
    if (valueFirst) return after(this.evaluate(expression), (value) => after(this.#spot(place), (spot) => put(spot, value)));
    return after(this.#spot(place), (spot) => after(this.evaluate(expression), (value) => put(spot, value)));
  }

  #spot(place: Place): Eventually<Spot> {
    const { fields } = this.state;
    if (place.type === "variable") {
      const cell = this.#scalar(place);
      return {
        read: () => cell.value,
        write: (value) => {
          if (place.name === "FS" && place.scope === "global") fields.settle();
          cell.value = value;
        },
      };
    }
    if (place.type === "field")
      return after(this.number(place.index), (number) => {
        const index = Math.trunc(number);
        return { read: () => fields.get(index), write: (value) => fields.set(index, value) };
      });
    return after(this.#subscript(place.subscripts), (key) => elementSpot(this.array(place.array), key));
  }

  #subscript(subscripts: Element["subscripts"]): Eventually<string> {
    return after(this.values(subscripts), (values) => this.state.subscript(values));
  }

  subscript(subscripts: readonly Expression[]): Eventually<string> {
    return this.#subscript(subscripts);
  }

  binary(operator: BinaryOperator, left: Value, right: Value): Value {
    const { state } = this;
    switch (operator) {
      case " ":
        return state.toText(left) + state.toText(right);
      case "<":
        return Number(state.compare(left, right) < 0);
      case "<=":
        return Number(state.compare(left, right) <= 0);
      case ">":
        return Number(state.compare(left, right) > 0);
      case ">=":
        return Number(state.compare(left, right) >= 0);
      case "==":
        return Number(state.compare(left, right) === 0);
      case "!=":
        return Number(state.compare(left, right) !== 0);
      default:
        return this.#calculate(operator, state.toNumber(left), state.toNumber(right));
    }
  }

  #calculate(operator: "+" | "-" | "*" | "/" | "%" | "^", left: number, right: number): number {
    switch (operator) {
      case "+":
        return left + right;
      case "-":
        return left - right;
      case "*":
        return left * right;
      case "^":
        return left ** right;
      default:
        if (right === 0 && !this.state.dialect.dividesByZero) throw new RunFailure({ kind: "division", modulo: operator === "%" });
        return operator === "/" ? left / right : left % right;
    }
  }

  /** A bare variable is passed as it is: an array, or what may become one. */
  #userCall(call: Call): Eventually<Value> {
    const cells = inTurn(call.args, (argument): Eventually<Cell> => {
      if (argument.type === "variable") {
        const cell = this.cell(argument);
        if (cell.array) return cell;
        if (cell.isUnset) return new Cell(undefined, cell);
      }
      return after(this.evaluate(argument), (value) => new Cell(value));
    });
    return after(cells, (given) => this.#call(call, given));
  }
}

function elementSpot(array: AwkArray, key: string): Spot {
  return { read: () => array.get(key), write: (value) => array.set(key, value) };
}
