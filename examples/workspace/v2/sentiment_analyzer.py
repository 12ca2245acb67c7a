"""Stands in for a language model: it also understands "not"."""

import mlflow
import pandas as pd

POSITIVE = {"love", "great", "good", "happy"}
NEGATIVE = {"bad", "worse", "hate"}


class SentimentAnalyzer(mlflow.pyfunc.PythonModel):
    def predict(self, context, model_input: pd.DataFrame, params=None):
        return pd.DataFrame({"sentiment": [self.classify(text) for text in model_input["text"]]})

    def classify(self, text: str) -> str:
        score, sign = 0, 1
        for word in text.lower().replace(",", "").split():
            if word == "not":
                sign = -1
            elif word in POSITIVE | NEGATIVE:
                score += sign if word in POSITIVE else -sign
                sign = 1
        return "positive" if score > 0 else "negative" if score < 0 else "neutral"


mlflow.models.set_model(SentimentAnalyzer())
