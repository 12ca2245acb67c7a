"""Counts words that sound positive or negative."""

import mlflow
import pandas as pd

POSITIVE = {"love", "great", "good", "happy"}
NEGATIVE = {"bad", "worse", "hate"}


class SentimentAnalyzer(mlflow.pyfunc.PythonModel):
    def predict(self, context, model_input: pd.DataFrame, params=None):
        return pd.DataFrame({"sentiment": [self.classify(text) for text in model_input["text"]]})

    def classify(self, text: str) -> str:
        words = text.lower().replace(",", "").split()
        score = sum(word in POSITIVE for word in words) - sum(word in NEGATIVE for word in words)
        return "positive" if score > 0 else "negative" if score < 0 else "neutral"


mlflow.models.set_model(SentimentAnalyzer())
