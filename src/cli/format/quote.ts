export { quote as goQuote } from "../../engine/go/quote.ts";
