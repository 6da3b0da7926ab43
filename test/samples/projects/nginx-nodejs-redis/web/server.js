const os = require("os");
const app = require("express")();

app.get("/", (req, res) => res.send(os.hostname() + ": hello"));
app.listen(5000, () => console.log("Web application is listening on port 5000"));
