import { randomUUID } from 'node:crypto';

/** A new id as MLflow makes them: what it names, as a prefix such as `m-` (runs have none), and 32 hexadecimal digits. */
export const newId = (prefix = ''): string => prefix + randomUUID().replaceAll('-', '');
