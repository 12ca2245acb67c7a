import * as vscode from 'vscode';
import { UserError } from '../model/errors.ts';
import type { ActivePanel, ComparePanels } from '../panels/comparePanels.ts';

/** The panel a command is about. Throws INVALID_STATE where none is seen. */
export function activePanel(panels: Pick<ComparePanels, 'active'>): ActivePanel {
  const panel = panels.active;
  if (!panel) throw new UserError('INVALID_STATE', vscode.l10n.t('Open a comparison first, then try again.'));
  return panel;
}
