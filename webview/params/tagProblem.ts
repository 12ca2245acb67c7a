/** Why a tag cannot be called that; undefined where it can. */
export function tagProblem(key: string, taken: readonly string[]): string | undefined {
  if (key.startsWith('mlflow.')) return 'Tags that begin with mlflow. are MLflow’s own.';
  return taken.includes(key) ? 'There is a tag of that name: edit its value above.' : undefined;
}
