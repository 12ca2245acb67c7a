"""Logs version 2 of the sentiment analyzer as the run "sentiment_v2": a stricter prompt and a better model.

Run log_v1.py first, then this, and compare the two runs in the Promptrail view.
"""

from pathlib import Path

import mlflow
import pandas as pd
from mlflow.models import ModelSignature
from mlflow.types import ColSpec, Schema

HERE = Path(__file__).parent
PROMPT = (
    "Classify the sentiment of the following text. "
    "Respond with only 'positive', 'negative', or 'neutral'. Text: {text}"
)

# MLflow 3 calls a model's name "name"; MLflow 2 called it "artifact_path".
NAME = "name" if mlflow.__version__.startswith("3") else "artifact_path"

mlflow.set_experiment("sentiment")
with mlflow.start_run(run_name="sentiment_v2"):
    mlflow.log_params({"prompt_template": PROMPT, "model_type": "advanced_llm_sim", "temperature": 0.0})

    logged = mlflow.pyfunc.log_model(
        **{NAME: "sentiment_analyzer"},
        python_model=str(HERE / "v2" / "sentiment_analyzer.py"),
        signature=ModelSignature(
            inputs=Schema([ColSpec("string", "text")]),
            outputs=Schema([ColSpec("string", "sentiment")]),
        ),
        input_example=pd.DataFrame({"text": ["Not bad, I am happy with it"]}),
        pip_requirements=["pandas"],
    )

    reviews = pd.read_csv(HERE / "reviews.csv")
    model = mlflow.pyfunc.load_model(logged.model_uri)
    reviews["sentiment"] = model.predict(reviews[["text"]])["sentiment"]
    correct = reviews["sentiment"] == reviews["expected"]

    for step, accuracy in enumerate(correct.expanding().mean(), start=1):
        mlflow.log_metric("accuracy", accuracy, step=step)
    mlflow.log_metrics({"errors": int((~correct).sum()), "prompt_words": len(PROMPT.split())})
    mlflow.log_table(reviews, "predictions.json")

print(f"Logged sentiment_v2: {correct.mean():.0%} of {len(reviews)} reviews are right.")
