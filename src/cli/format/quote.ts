export { quote as goQuote } from "../../engine/quote.ts";
