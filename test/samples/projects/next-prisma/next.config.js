module.exports = {output: "standalone"}
