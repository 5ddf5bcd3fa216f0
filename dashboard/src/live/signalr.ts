import { HubConnectionBuilder, LogLevel } from '@microsoft/signalr';
import type { Api } from '../api/api';
import type { Summary } from '../api/types';
import type { Connect } from './channel';
import { issuedAt, type ServerClock } from './clock';

/**
 * Connects by SignalR. The page negotiates with the API itself, so that its key never travels to the live channel's service, and the
 * library's own reconnecting stays off: it would come back with the old token.
 */
export const connectBySignalR =
  (api: Api, clock: ServerClock): Connect =>
  async (professorId, onMessage, onClosed) => {
    const sentAt = Date.now();
    const { url, accessToken } = await api.negotiate(professorId);
    const issued = issuedAt(accessToken);
    if (issued !== null) clock.observe(issued, sentAt, Date.now());

    const hub = new HubConnectionBuilder().withUrl(url, { accessTokenFactory: () => accessToken }).configureLogging(LogLevel.None).build();
    hub.on('SessionChanged', (change: { session_id: string }) => onMessage({ name: 'SessionChanged', session_id: change.session_id }));
    for (const name of ['SessionCreated', 'SessionEnded'] as const)
      hub.on(name, (session: Summary) => onMessage({ name, session_id: session.session_id, session }));
    hub.onclose(() => onClosed());
    await hub.start();
    return { stop: () => void hub.stop() };
  };
