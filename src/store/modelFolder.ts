import type { ModelDescription } from '../model/models.ts';
import type { ArtifactFiles } from './artifacts.ts';

export async function describeModel(files: ArtifactFiles, folder: string): Promise<ModelDescription> {
  const mlmodel = (await files.readText(`${folder}/MLmodel`, 1_000_000)) ?? '';
  return {
    signature: null,
    inputExample: null,
    flavors: [],
    mlflowVersion: null,
    pythonVersion: null,
    requirements: [],
    mlmodel,
    problems: [],
  };
}
