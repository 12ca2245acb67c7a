import { json, plainText, type Route } from './route.ts';

/**
 * What the server says it is. Below 3.4, so that clients export traces through the REST calls and the artifact proxy
 * and never try OpenTelemetry's protocol.
 */
export const PROTOCOL_VERSION = '3.3.0';

/** False flags make clients send and fetch files by plain PUT and GET. */
const SERVER_INFO = {
  store_type: 'SqlStore',
  workspaces_enabled: false,
  trace_archival_enabled: false,
  multipart_uploads_enabled: false,
  multipart_downloads_enabled: false,
  features_enabled: { gateway: false },
};

export const plainRoutes: readonly Route[] = [
  { method: 'GET', path: '/health', open: true, answer: () => plainText('OK') },
  { method: 'GET', path: '/version', open: true, answer: () => plainText(PROTOCOL_VERSION) },
  { method: 'GET', path: '/api/3.0/mlflow/server-info', answer: () => json(SERVER_INFO) },
  { method: 'GET', path: '/ajax-api/3.0/mlflow/server-info', answer: () => json(SERVER_INFO) },
];
