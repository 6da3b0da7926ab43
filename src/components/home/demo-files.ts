/** The small service on the home page: slow to install, quick to edit, in the wrong order. */
export type DemoFile = "Dockerfile" | "app.py" | "requirements.txt" | ".dockerignore";
export type DemoFiles = Readonly<Record<DemoFile, string>>;

export const demoFiles: DemoFiles = {
  Dockerfile: `FROM python:3.12-slim
WORKDIR /app
COPY . .
RUN pip install -r requirements.txt
RUN python -m compileall -q .
CMD ["flask", "run", "--host", "0.0.0.0"]
`,
  "app.py": `from flask import Flask
from pandas import read_csv

app = Flask(__name__)

@app.get("/")
def home():
    return "Ahoy"

@app.get("/orders")
def orders():
    return read_csv("orders.csv").to_html()
`,
  "requirements.txt": `flask==3.0.3
pandas==2.2.3
`,
  ".dockerignore": `Dockerfile
.dockerignore
`,
};

/** The order that the demonstration ends with. */
export const betterOrder = `FROM python:3.12-slim
WORKDIR /app
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY . .
RUN python -m compileall -q .
CMD ["flask", "run", "--host", "0.0.0.0"]
`;
