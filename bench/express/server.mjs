// A webhook receiver on Express as Zoom's documentation shows it: parse, sign the parsed body anew, compare, answer. Nothing is stored.
import { createHmac } from 'node:crypto';
import express from 'express';

const secret = process.env.WEBHOOK_SECRET;
const app = express();
app.use(express.json());

app.post('/api/zoom/webhook', (request, response) => {
  const message = `v0:${request.headers['x-zm-request-timestamp']}:${JSON.stringify(request.body)}`;
  const signature = `v0=${createHmac('sha256', secret).update(message).digest('hex')}`;
  if (request.headers['x-zm-signature'] !== signature) {
    response.status(401).json({ message: 'Unauthorized' });
    return;
  }
  if (request.body.event === 'endpoint.url_validation') {
    const { plainToken } = request.body.payload;
    response.status(200).json({ plainToken, encryptedToken: createHmac('sha256', secret).update(plainToken).digest('hex') });
    return;
  }
  response.status(200).json({ message: 'Authorized' });
});

const server = app.listen(Number(process.env.PORT), '127.0.0.1', () => console.log(`listening on http://127.0.0.1:${server.address().port}`));
