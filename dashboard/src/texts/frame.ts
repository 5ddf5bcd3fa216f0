
interface Words {
  title: string;
  detail: string;
}

/** What is around every view: navigation, key, sign-in, lights. */
export const frame = {
  product: 'Class sessions',
  skip: 'Skip to content',
  nav: { label: 'Main', start: 'New session', history: 'History' },
  close: 'Close',
  tryAgain: 'Try again',
  loading: 'Loading …',
  notFound: { title: 'There is no such session', detail: 'It may have been entered wrongly, or its data has been deleted.', back: 'To the history' },

  key: {
    title: 'Operator key',
    intro: 'Enter the operator key of this installation. It is kept in this tab only, until you close it.',
    wrong: 'This operator key was not accepted. Check it, and enter it again.',
    label: 'Operator key',
    submit: 'Continue',
    local: 'On this machine, ./run prints it.',
  },

  signIn: {
    title: 'Sign in',
    intro: 'Sign in with your organisation’s account to see your sessions.',
    again: 'Your sign-in has ended. Sign in again: what is on the page stays as it is.',
    submit: 'Sign in',
    busy: 'Signing in …',
    byKey: 'Use the operator key',
    byAccount: 'Sign in with an account',
    out: 'Sign out',
    stranger: 'You are signed in, but this installation does not know you',
    strangerDetail: 'Ask its administrator to put you on the roster of professors with the e-mail address you signed in with.',
    troubles: {
      declined: { title: 'You were not signed in', detail: 'Access was declined. Sign in again, or ask your organisation whether you may use this page.' },
      stale: { title: 'This sign-in was not begun here', detail: 'It is old, or from another tab. Begin again.' },
      away: { title: 'The sign-in service does not answer', detail: 'Check your network connection, and try again in a moment.' },
      refused: { title: 'The sign-in service refused this page', detail: 'The administrator has to check the client and the page’s address there.' },
      closed: { title: 'The sign-in window was closed', detail: 'Signing in again goes on in this tab: the form for a new session is kept, other texts are not.' },
      blocked: { title: 'The browser opened no window', detail: 'Signing in again goes on in this tab: the form for a new session is kept, other texts are not.' },
    } satisfies Record<string, Words>,
  },

  lights: {
    label: 'Connections',
    backend: 'Backend',
    zoom: 'Zoom',
    live: 'Live',
    states: { unknown: 'checking', well: 'OK', unwell: 'needs attention' },
    channel: { connecting: 'connecting', live: 'connected', reconnecting: 'reconnecting', off: 'off' },
    backendUnhealthy: 'The backend runs, but cannot reach its storage or secrets. It keeps trying.',
    noProfessor: 'This professor is not in the roster any more. Choose another one.',
    backendTitle: 'The backend needs attention',
    zoomTitle: 'Zoom is not ready',
    channelTitle: 'Live updates are interrupted',
    channelDetail: 'The page checks every 5 seconds until they are back.',
  },
};
