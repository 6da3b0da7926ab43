require("express")()
  .get("/api", (request, response) => response.json([]))
  .listen(3000);
