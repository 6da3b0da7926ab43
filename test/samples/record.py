"""
Records what a real docker-compose says of every sample:

    test/samples/record.py path/to/docker-compose > test/samples/config.json

Each project is read from /projects/<name>, with an environment of its own, so that the paths and values are the same everywhere.
"""
import json
import os
import re
import shutil
import subprocess
import sys

here = os.path.dirname(os.path.abspath(__file__))
environment = {"HOME": "/home/dev", "PATH": "/usr/bin:/bin"}
shutil.copytree(os.path.join(here, "projects"), "/projects")
recorded = {}
try:
    for name in sorted(os.listdir("/projects")):
        run = subprocess.run([sys.argv[1], "config"], cwd=f"/projects/{name}", env={**environment, "PWD": f"/projects/{name}"}, capture_output=True, text=True)
        recorded[name] = {"exitCode": run.returncode, "stdout": run.stdout, "stderr": re.sub(r'time="[^"]*"', 'time="T"', run.stderr)}
finally:
    shutil.rmtree("/projects")
json.dump(recorded, sys.stdout, indent=1)
