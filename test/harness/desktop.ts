import { access, realpath } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

async function existing(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) {
    const found = await access(path).then(
      () => true,
      () => false,
    );
    if (found) return path;
  }
  return undefined;
}

/** The application behind the `code` on PATH: that one is a script, in a `bin` folder beside the application. */
async function behindCommand(): Promise<string[]> {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const command = await existing(folders.map((folder) => join(folder, 'code')));
  if (command === undefined) return [];
  return [join(await realpath(command), '../../code')];
}

/**
 * The executable of an installed desktop VS Code: `PROMPTRAIL_CODE`, the `code` on PATH, or where installers put it.
 * Undefined where there is none, or no screen to show it on.
 */
export async function desktopVSCode(): Promise<string | undefined> {
  if (process.env.PROMPTRAIL_CODE !== undefined) return process.env.PROMPTRAIL_CODE;
  switch (process.platform) {
    case 'linux': {
      if (process.env.DISPLAY === undefined && process.env.WAYLAND_DISPLAY === undefined) return undefined;
      return existing([...(await behindCommand()), '/usr/share/code/code', '/snap/code/current/usr/share/code/code']);
    }
    case 'darwin': {
      const contents = 'Applications/Visual Studio Code.app/Contents/MacOS';
      const folders = [join('/', contents), join(process.env.HOME ?? '/', contents)];
      return existing(folders.flatMap((folder) => [join(folder, 'Code'), join(folder, 'Electron')]));
    }
    case 'win32': {
      const folders = [join(process.env.LOCALAPPDATA ?? '', 'Programs'), process.env.ProgramFiles ?? ''];
      return existing(folders.map((folder) => join(folder, 'Microsoft VS Code/Code.exe')));
    }
    default:
      return undefined;
  }
}
