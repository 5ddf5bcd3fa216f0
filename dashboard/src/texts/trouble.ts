interface Words {
  title: string;
  detail: string;
}

/** What went wrong, and what to do about it. */
export const trouble = {
  zoomSays: (message: string) => `Zoom says: “${message}”`,
  resetAt: (moment: string) => `The limit is lifted ${moment}.`,
  moreErrors: (n: number) => `and ${n} more`,
  traceId: (id: string) => `Reference for support: ${id}.`,

  /** By the name after urn:problem:, and what happens on the way. */
  problems: {
    network: { title: 'The backend does not answer', detail: 'Check your network connection. The page keeps trying.' },
    timeout: { title: 'The backend took too long', detail: 'Try again in a moment. Nothing is done twice.' },
    unknown: { title: 'Something went wrong', detail: 'Try again. If it happens again, ask for support.' },
    unauthorized: { title: 'The operator key or sign-in was not accepted', detail: 'Sign in, or enter the operator key again.' },
    'sign-in-unavailable': { title: 'Who you are can’t be found out', detail: 'The sign-in service does not answer the backend. Try again in a moment.' },
    validation: { title: 'Some of this is not right', detail: '' },
    'too-large': { title: 'This is too much at once', detail: 'Use a shorter list.' },
    'not-found': { title: 'This is not there any more', detail: 'Reload the page.' },
    'session-started': { title: 'The session cannot be changed any more', detail: 'Its meeting has started.' },
    'session-failed': { title: 'The session could not be created', detail: 'Try again: it is a new attempt.' },
    'label-taken': { title: 'This room was said to be another one', detail: 'Undo that first, at the other room.' },
    'idempotency-in-progress': { title: 'The session is still being created', detail: 'Wait a moment, then press the button again: you get the same session.' },
    'idempotency-mismatch': { title: 'The form was changed while the session was being created', detail: 'Press the button again.' },
    'zoom-host': { title: 'Zoom does not allow this for the host', detail: 'The administrator of your Zoom account can help.' },
    'zoom-refused': { title: 'Zoom refused this', detail: '' },
    'zoom-daily-limit': { title: 'Zoom’s limit for today is reached', detail: 'It goes on tomorrow.' },
    'zoom-unavailable': { title: 'Zoom does not answer properly', detail: 'Try again in a moment. Nothing was created twice.' },
    'zoom-credentials': { title: 'Zoom does not accept this installation', detail: 'The administrator has to look at its Zoom app: its credentials or its scopes.' },
    'zoom-busy': { title: 'Zoom asks to wait', detail: 'Try again in a moment.' },
    'zoom-timeout': { title: 'Zoom did not answer in time', detail: 'Press the button again in a minute: if the meeting was created, you get it, and no second one.' },
    'storage-unavailable': { title: 'The backend’s storage does not answer', detail: 'Try again in a moment. Nothing is lost.' },
    'secret-unavailable': { title: 'The backend cannot read its secrets', detail: 'Try again in a moment.' },
    'realtime-unavailable': { title: 'The live channel does not answer', detail: 'The page checks every few seconds instead.' },
    internal: { title: 'Something went wrong in the backend', detail: 'Try again. If it happens again, ask for support.' },
  } as Record<string, Words>,
};
