"""Logs runs for so many seconds over one session of `requests`, as the stock client does; prints runs per second."""

import json
import os
import sys
import time

import requests

base = os.environ["MLFLOW_TRACKING_URI"] + "/api/2.0/mlflow/runs/"
session = requests.Session()
if "MLFLOW_TRACKING_USERNAME" in os.environ:
    session.auth = (os.environ["MLFLOW_TRACKING_USERNAME"], os.environ["MLFLOW_TRACKING_PASSWORD"])


def post(path, body):
    answer = session.post(base + path, json=body)
    answer.raise_for_status()
    return answer.json()


def log_run(index):
    now = int(time.time() * 1000)
    created = post("create", {"experiment_id": "0", "run_name": f"run-{index}", "start_time": now, "tags": []})
    run_id = created["run"]["info"]["run_id"]
    post(
        "log-batch",
        {
            "run_id": run_id,
            "params": [{"key": f"param_{i}", "value": str(index * i)} for i in range(9)]
            + [{"key": "prompt_template", "value": f"{index} ".ljust(300, "#")}],
            "metrics": [{"key": f"metric_{i}", "value": index / (i + 1), "timestamp": now, "step": 0} for i in range(5)],
        },
    )
    post("update", {"run_id": run_id, "status": "FINISHED", "end_time": now + 1})


seconds = float(sys.argv[1])
started = time.perf_counter()
logged = 0
while time.perf_counter() - started < seconds:
    log_run(logged)
    logged += 1
print(json.dumps(logged / (time.perf_counter() - started)))
