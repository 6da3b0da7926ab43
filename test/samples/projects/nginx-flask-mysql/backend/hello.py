from flask import Flask

app = Flask(__name__)


@app.route("/")
def posts():
    return "<div>Hello  Blog post #1</div>"


app.run(host="0.0.0.0", port=8000)
