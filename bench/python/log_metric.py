"""Logs one metric point by point with the stock client; prints how long each call took, in milliseconds."""

import json
import sys
import time

import mlflow

times = []
with mlflow.start_run():
    for step in range(int(sys.argv[1])):
        started = time.perf_counter()
        mlflow.log_metric("loss", 1 / (step + 1), step=step)
        times.append((time.perf_counter() - started) * 1000)
print(json.dumps(times[5:]))  # the first calls load the client's code
