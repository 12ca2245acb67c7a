import { artifactPageRoutes } from './routes/artifactPages.ts';
import { artifactProxyRoutes, runArtifactRoutes } from './routes/artifacts.ts';
import { assessmentRoutes } from './routes/assessments.ts';
import { evaluationDatasetRoutes } from './routes/evaluationDatasets.ts';
import { experimentPageRoutes, experimentRoutes } from './routes/experiments.ts';
import { loggedModelRoutes } from './routes/loggedModels.ts';
import { metricPageRoutes, metricRoutes } from './routes/metrics.ts';
import { modelVersionRoutes } from './routes/modelVersions.ts';
import { plainRoutes } from './routes/plain.ts';
import { registeredModelRoutes } from './routes/registeredModels.ts';
import type { Route, Rpc, Services } from './routes/route.ts';
import { runInputRoutes } from './routes/runInputs.ts';
import { runRoutes } from './routes/runs.ts';
import { traceRoutes } from './routes/traces.ts';
import { traceFileRoutes, traceSpanRoutes } from './routes/traceSpans.ts';
import { traceStatisticsRoutes } from './routes/traceStatistics.ts';
import { traceV2Routes } from './routes/tracesV2.ts';

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
  // Before the traces by their id, which these names are not.
  ...traceSpanRoutes,
  ...traceRoutes,
  ...traceV2Routes,
  ...traceStatisticsRoutes,
  ...assessmentRoutes,
];

const pageProcedures: readonly Rpc[] = [...metricPageRoutes, ...experimentPageRoutes];

/** Every route of MLflow's protocol that is served. Clients use `/api`, MLflow's own pages `/ajax-api`. */
export function protocolRoutes(services: Services): readonly Route[] {
  const mount = (prefix: string, procedure: Rpc): Route => ({
    method: procedure.method,
    path: `${prefix}/${procedure.major}.0/mlflow/${procedure.path}`,
    fields: procedure.fields,
    answer: (call) => procedure.answer(call, services),
  });
  return [
    ...plainRoutes,
    ...procedures.flatMap((procedure) => ['/api', '/ajax-api'].map((prefix) => mount(prefix, procedure))),
    ...pageProcedures.map((procedure) => mount('/ajax-api', procedure)),
    ...artifactProxyRoutes(services),
    ...artifactPageRoutes(services),
    ...traceFileRoutes(services),
  ];
}
