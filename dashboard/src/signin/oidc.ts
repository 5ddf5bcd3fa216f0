import { ErrorResponse, UserManager, WebStorageStateStore } from 'oidc-client-ts';
import type { Oidc, SignInConfig, SignInTrouble } from './signIn';
import { pageAddress, popupMark } from './returned';

const patienceSeconds = 15;

/**
 * OpenID Connect by code and PKCE. All is kept in the tab's session storage, as the key is: a reload must not ask again, and another tab
 * or a later day must. Nothing is renewed in a hidden frame: the page may hold none, and browsers keep sign-ins of other sites out of them.
 */
export function createOidc({ authority, clientId, scope }: SignInConfig): Oidc {
  const here = pageAddress(location.href);
  const store = () => new WebStorageStateStore({ store: sessionStorage });
  const manager = new UserManager({
    authority,
    client_id: clientId,
    scope,
    redirect_uri: here,
    post_logout_redirect_uri: here,
    response_type: 'code',
    response_mode: 'query',
    automaticSilentRenew: false,
    monitorSession: false,
    requestTimeoutInSeconds: patienceSeconds,
    userStore: store(),
    stateStore: store(),
  });
  return {
    begin: (view) => manager.signinRedirect({ state: view }),
    ask: async () => (await manager.signinPopup({ url_state: popupMark })).access_token,
    finish: async (address) => {
      const user = await manager.signinRedirectCallback(address);
      return { token: user.access_token, view: typeof user.state === 'string' ? user.state : '' };
    },
    tell: (address) => manager.signinPopupCallback(address),
    renew: async () => {
      const user = await manager.getUser();
      return user?.refresh_token ? ((await manager.signinSilent())?.access_token ?? null) : null;
    },
    leave: () => manager.signoutRedirect(),
    troubleOf,
  };
}

const declined = ['access_denied', 'login_required', 'consent_required', 'interaction_required', 'account_selection_required'];
const away = ['temporarily_unavailable', 'server_error'];

/** What went wrong, as far as it makes a difference to whoever signs in. */
export function troubleOf(error: unknown): SignInTrouble {
  if (error instanceof ErrorResponse) return declined.includes(error.error ?? '') ? 'declined' : away.includes(error.error ?? '') ? 'away' : 'refused';
  const { name, message } = error instanceof Error ? error : { name: '', message: String(error) };
  if (/popup closed/i.test(message)) return 'closed';
  if (/disposed window|popup window/i.test(message)) return 'blocked';
  if (/matching state|state does not match|no state in response|authority mismatch/i.test(message)) return 'stale';
  return name === 'TypeError' || name === 'ErrorTimeout' || /fetch|timed out|\(5\d\d\)/i.test(message) ? 'away' : 'refused';
}
