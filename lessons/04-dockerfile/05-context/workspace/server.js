const express = require("express");
const { total } = require("./packages/cart");

const app = express();

app.get("/", (request, response) => {
  response.json({ shop: "open", total: total([{ price: 4, count: 2 }]) });
});

app.listen(3000, () => console.log("listening on 3000"));
