/** Parses what can be assigned to, and notes the names that it binds. */
import type { Expression } from "./ast.ts";
import { expressionName } from "./expression-name.ts";
import { TokenStream } from "./token-stream.ts";

export abstract class TargetParser extends TokenStream {
  /** A name, a constant or something in brackets, with the attributes, items and calls that follow it. */
  abstract primary(): Expression;

  /** What a `for` assigns to. */
  targets(): Expression {
    const start = this.token;
    const items: Expression[] = [];
    let comma = false;
    do {
      if (this.is("in")) break;
      const at = this.token;
      items.push(this.accept("*") ? { type: "Starred", value: this.primary(), ...this.position(at) } : this.primary());
      comma = this.is(",");
    } while (this.accept(","));
    const target: Expression = items.length === 1 && !comma ? (items[0] as Expression) : { type: "Tuple", items, ...this.position(start) };
    this.bindTarget(target);
    return target;
  }

  /** Notes the names that an assignment to `target` binds. Throws where nothing can be assigned to. */
  bindTarget(target: Expression, verb = "assign to"): void {
    switch (target.type) {
      case "Name":
        this.bind(target.name);
        return;
      case "Attribute":
      case "Subscript":
        return;
      case "Starred":
        this.bindTarget(target.value, verb);
        return;
      case "Tuple":
      case "List":
        for (const item of target.items) this.bindTarget(item, verb);
        return;
      default: {
        const hint =
          verb === "assign to" && target.type !== "Constant" && target.type !== "Conditional"
            ? " here. Maybe you meant '==' instead of '='?"
            : "";
        const literal = verb === "assign to" && target.type === "Constant" && target.value !== null && typeof target.value !== "boolean";
        throw this.error(
          `cannot ${verb} ${expressionName(target)}${literal ? " here. Maybe you meant '==' instead of '='?" : hint}`,
          target,
        );
      }
    }
  }
}
