import type { SignInConfig } from './signin/signIn';

/** What the page is told by the file config.json beside it. */
export interface Config {
  /** Origin of the API, without a slash at the end; empty when it is the page's own. */
  api: string;
  /** The most rooms of a session: Sessions__MaxRooms of the API. */
  maxRooms: number;
  /** Whether the page's own host lets it play a class in the Zoom simulator. */
  simulator: boolean;
  /** Absent where only the operator key lets in. */
  signIn: SignInConfig | null;
}

const standard: Config = { api: '', maxRooms: 50, simulator: false, signIn: null };

/** A missing or broken file is not worth a white page: the API may well be where the page is. */
export async function readConfig(): Promise<Config> {
  try {
    const answer = await fetch('config.json', { cache: 'no-cache' });
    return answer.ok ? parse((await answer.json()) as Record<string, unknown>) : standard;
  } catch {
    return standard;
  }
}

export const parse = (file: Record<string, unknown>): Config => ({
  api: typeof file.api === 'string' ? file.api.replace(/\/+$/, '') : standard.api,
  maxRooms: typeof file.max_rooms === 'number' ? file.max_rooms : standard.maxRooms,
  simulator: file.simulator === true,
  signIn: signInOf(file.sign_in),
});

function signInOf(part: unknown): SignInConfig | null {
  const { authority, client_id: clientId, scope } = (part ?? {}) as Record<string, unknown>;
  if (typeof authority !== 'string' || typeof clientId !== 'string') return null;
  return { authority: authority.replace(/\/+$/, ''), clientId, scope: typeof scope === 'string' ? scope : 'openid' };
}
