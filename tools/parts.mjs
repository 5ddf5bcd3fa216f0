// The parts of the local stack: how each is started, and how one knows that it answers.
/** Where the host keeps the process id of the worker that is up. */
export const workerPidFile = '.data/worker.pid';

const loopback = (port) => `http://127.0.0.1:${port.value}`;

// The emulator's account and key are published by its documentation; they protect nothing.
const emulatorKey = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

export const tablesConnection = (ports) => [
  'DefaultEndpointsProtocol=http',
  'AccountName=devstoreaccount1',
  `AccountKey=${emulatorKey}`,
  `BlobEndpoint=${loopback(ports.blob)}/devstoreaccount1`,
  `QueueEndpoint=${loopback(ports.queue)}/devstoreaccount1`,
  `TableEndpoint=${loopback(ports.table)}/devstoreaccount1`,
].join(';');

export const origins = (ports) => ({ api: loopback(ports.api), zoom: loopback(ports.zoom), tables: loopback(ports.table), issuer: loopback(ports.issuer) });

/** How the page and the API are known at the provider of `./run --sign-in`. */
export const signIn = { client: 'page', audience: 'classes', scope: 'openid offline_access' };

// Any answer at all means that the server is up; the function app must also say that it is healthy.
const answers = async (url, headers) => {
  const answer = await fetch(url, { headers, signal: AbortSignal.timeout(2000) });
  await answer.arrayBuffer();
  return answer;
};

/** @param signsIn Whether professors sign in, at a provider that is a part of its own. */
export function parts(ports, secrets, configuration, signsIn = false) {
  const { api, zoom, tables, issuer } = origins(ports);
  return {
    ...(signsIn ? { issuer: provider(ports, api, issuer) } : {}),
    azurite: {
      ports: [ports.blob, ports.queue, ports.table],
      command: ['node', 'dashboard/node_modules/azurite/dist/src/azurite.js',
        '--silent', '--skipApiVersionCheck', '--disableTelemetry', '--location', '.data/azurite',
        '--blobHost', '127.0.0.1', '--blobPort', `${ports.blob.value}`,
        '--queueHost', '127.0.0.1', '--queuePort', `${ports.queue.value}`,
        '--tableHost', '127.0.0.1', '--tablePort', `${ports.table.value}`],
      environment: {},
      ready: async () => Boolean(await answers(`${tables}/devstoreaccount1`)),
    },
    zoom: {
      ports: [ports.zoom],
      command: ['dotnet', `ZoomSimulator/bin/${configuration}/net10.0/ZoomSimulator.dll`, 'serve'],
      environment: {
        ZOOM_SIM__PORT: `${ports.zoom.value}`,
        ZOOM_SIM__ACCOUNT_ID: secrets.accountId,
        ZOOM_SIM__CLIENT_ID: secrets.clientId,
        ZOOM_SIM__CLIENT_SECRET: secrets.clientSecret,
        ZOOM_SIM__WEBHOOK_SECRET: secrets.webhookSecret,
        ZOOM_SIM__WEBHOOK_URL: `${api}/api/zoom/webhook`,
        ZOOM_SIM__SIM_TOKEN: secrets.simToken,
        ZOOM_SIM__DATA: '.data/zoom',
      },
      ready: async () => Boolean(await answers(`${zoom}/sim/health`, { 'x-sim-token': secrets.simToken })),
    },
    functions: {
      ports: [ports.api],
      needs: ['azurite', 'zoom'],
      command: ['dotnet', `Functions.Host/bin/${configuration}/net10.0/Functions.Host.dll`, '--urls', api],
      environment: {
        AzureWebJobsStorage: tablesConnection(ports),
        FunctionsHost__App: `Functions/bin/${configuration}/net10.0`,
        FunctionsHost__WorkerPidFile: workerPidFile,
        FunctionsHost__Dashboard: 'dashboard/dist',
        FunctionsHost__Simulator__Url: zoom,
        FunctionsHost__Simulator__Token: secrets.simToken,
        FunctionsHost__Simulator__Key: secrets.operatorKey,
        AzureSignalRConnectionString: `Endpoint=${api};AccessKey=${secrets.signalRKey};Version=1.0;`,
        OperatorKey: secrets.operatorKey,
        Zoom__BaseUrl: `${zoom}/v2`,
        Zoom__OAuthUrl: `${zoom}/oauth/token`,
        Zoom__AccountId: secrets.accountId,
        Zoom__ClientId: secrets.clientId,
        Zoom__ClientSecret: secrets.clientSecret,
        Zoom__WebhookSecret: secrets.webhookSecret,
        ...(signsIn ? {
          Auth__Authority: issuer, Auth__Audience: signIn.audience, Auth__TrustedForEmail: issuer,
          FunctionsHost__SignIn__ClientId: signIn.client, FunctionsHost__SignIn__Scope: signIn.scope,
        } : {}),
      },
      ready: async () => (await answers(`${api}/api/health`)).status === 200,
    },
  };
}

const provider = (ports, api, issuer) => ({
  ports: [ports.issuer],
  command: ['node', 'tools/issuer.mjs'],
  environment: { ISSUER_PORT: `${ports.issuer.value}`, ISSUER_PAGE: `${api}/` },
  ready: async () => (await answers(`${issuer}/keys`)).status === 200,
});
