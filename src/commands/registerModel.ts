import * as vscode from 'vscode';
import { COMMANDS } from '../contributions.ts';
import { invalid } from '../model/errors.ts';
import { PROMPT_TAG } from '../model/models.ts';
import { oneLine, withoutLinks } from '../model/oneLine.ts';
import { isLogged } from '../views/modelNodes.ts';
import type { CommandFactory } from './command.ts';
import { pickVersion } from './pickVersions.ts';
import { versionsOf } from './targets.ts';

/** Makes a logged version the next version of a registered model. */
export const registerModel: CommandFactory = ({ folders }) => ({
  id: COMMANDS.registerModel,
  title: vscode.l10n.t('Register Model'),
  run: async (...args) => {
    const only = versionsOf(args.slice(0, 1))[0];
    const placeholder = vscode.l10n.t('Logged version to register');
    const node = only ?? (await pickVersion(folders, { placeholder, only: ({ version }) => isLogged(version) }));
    const { version } = node;
    if (!isLogged(version)) throw invalid(vscode.l10n.t('This version is registered already.'));
    const name = await vscode.window.showInputBox({
      title: vscode.l10n.t('Register {0} v{1}', node.model, version.version),
      prompt: vscode.l10n.t('Name of the registered model; a new one is made where there is none'),
      value: node.model,
      validateInput: (text) =>
        /^[^/:]+$/.test(text.trim()) ? undefined : vscode.l10n.t('A name without "/" and ":" is needed.'),
    });
    if (name === undefined) return;
    const store = folders.storeOf({ folder: node.folder.id });
    const source = version.modelId === null ? version.artifactUri : `models:/${version.modelId}`;
    const registered = store.write(() => {
      const known = store.registry.find(name.trim());
      if (known?.tags.some((tag) => tag.key === PROMPT_TAG)) {
        throw invalid(vscode.l10n.t('{0} is the name of a prompt. Choose another name.', known.name));
      }
      if (!known) store.registry.create(name.trim());
      return store.registry.versions.create({
        name: name.trim(),
        source,
        storageLocation: version.artifactUri,
        ...(version.runId === null ? {} : { runId: version.runId }),
        ...(version.modelId === null ? {} : { modelId: version.modelId }),
      });
    });
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Registered {0} version {1}.', withoutLinks(oneLine(registered.name)), registered.version),
    );
  },
});
