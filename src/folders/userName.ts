import { userInfo } from 'node:os';

/**
 * The user name to give to MLflow clients. The server asks for the token alone, but a client writes the name it logs
 * in with into `mlflow.user` of every run. A name that a shell or an HTTP header would have to quote gives ours.
 */
export function userName(name = systemUser()): string {
  return /^[\w.@-]{1,64}$/.test(name) ? name : 'promptrail';
}

function systemUser(): string {
  try {
    return userInfo().username;
  } catch {
    return ''; // an account without an entry, as containers have them
  }
}
