import { artifactProxyRoutes, runArtifactRoutes } from './routes/artifacts.ts';
import { evaluationDatasetRoutes } from './routes/evaluationDatasets.ts';
import { experimentRoutes } from './routes/experiments.ts';
import { loggedModelRoutes } from './routes/loggedModels.ts';
import { metricRoutes } from './routes/metrics.ts';
import { modelVersionRoutes } from './routes/modelVersions.ts';
import { plainRoutes } from './routes/plain.ts';
import { registeredModelRoutes } from './routes/registeredModels.ts';
import type { Route, Rpc, Services } from './routes/route.ts';
import { runInputRoutes } from './routes/runInputs.ts';
import { runRoutes } from './routes/runs.ts';

const procedures: readonly Rpc[] = [
  ...experimentRoutes,
  ...runRoutes,
  ...runInputRoutes,
  ...metricRoutes,
  ...runArtifactRoutes,
  ...loggedModelRoutes,
  ...registeredModelRoutes,
  ...modelVersionRoutes,
  ...evaluationDatasetRoutes,
];

/** Every route of MLflow's protocol that is served. Clients use `/api`, MLflow's own pages `/ajax-api`. */
export function protocolRoutes(services: Services): readonly Route[] {
  const mounted = ['/api', '/ajax-api'].flatMap((prefix) =>
    procedures.map((procedure): Route => ({
      method: procedure.method,
      path: `${prefix}/${procedure.major}.0/mlflow/${procedure.path}`,
      fields: procedure.fields,
      answer: (call) => procedure.answer(call, services),
    })),
  );
  return [...plainRoutes, ...mounted, ...artifactProxyRoutes(services)];
}
