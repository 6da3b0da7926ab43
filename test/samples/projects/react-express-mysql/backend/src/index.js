const express = require("express");

const app = express();
app.get("/", (request, response) => response.json({ message: "Hello from MySQL" }));
app.listen(process.env.PORT || 8080, () => console.log("listening"));
