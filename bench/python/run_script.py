"""Runs a program whose imports are done already; prints how long it took, in seconds."""

import json
import runpy
import sys
import time

import mlflow
import mlflow.models
import mlflow.pyfunc
import mlflow.types
import pandas

started = time.perf_counter()
runpy.run_path(sys.argv[1], run_name="__main__")
print(json.dumps(time.perf_counter() - started))
