import os

from flask import Flask

app = Flask(__name__)


@app.route("/")
def home():
    return "Hello from Flask\n"


if __name__ == "__main__":
    app.run(host="0.0.0.0", port=int(os.environ.get("FLASK_SERVER_PORT", "9091")))
