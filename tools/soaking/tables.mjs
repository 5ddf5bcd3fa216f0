// Reads the event log from the emulator itself: what the API says of it is not the question.
import { createHmac } from 'node:crypto';
import { keyOf } from './classes.mjs';

const part = (connection, name) => connection.split(';').map((p) => p.split(/=(.*)/s)).find(([key]) => key === name)[1];

/** How often each event of a session is in the log. */
export async function readLog(connection, session) {
  const [endpoint, account, key] = ['TableEndpoint', 'AccountName', 'AccountKey'].map((name) => part(connection, name));
  const counts = new Map();
  let next = '';
  do {
    const filter = encodeURIComponent(`PartitionKey eq '${session}' and RowKey ge 'log-' and RowKey lt 'log.'`);
    const date = new Date().toUTCString();
    const resource = `/${account}${new URL(endpoint).pathname}/Sessions()`;
    const signature = createHmac('sha256', Buffer.from(key, 'base64')).update(`${date}\n${resource}`).digest('base64');
    const answer = await fetch(`${endpoint}/Sessions()?$filter=${filter}${next}`, {
      headers: { 'x-ms-date': date, 'x-ms-version': '2019-02-02', accept: 'application/json;odata=nometadata', authorization: `SharedKeyLite ${account}:${signature}` },
    });
    if (!answer.ok) throw new Error(`the log could not be read: ${answer.status} ${await answer.text()}`);
    for (const row of (await answer.json()).value) {
      const name = keyOf(row.kind, row.participant_uuid ?? '', row.occurred_at);
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    const [partition, from] = ['NextPartitionKey', 'NextRowKey'].map((header) => answer.headers.get(`x-ms-continuation-${header}`));
    next = partition ? `&NextPartitionKey=${encodeURIComponent(partition)}&NextRowKey=${encodeURIComponent(from ?? '')}` : '';
  } while (next);
  return counts;
}
