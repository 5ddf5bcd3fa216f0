import { createContext, useContext } from 'react';
import type { SessionStore } from '../live/sessionStore';

export const StoreContext = createContext<SessionStore | null>(null);

export const useStore = (): SessionStore => useContext(StoreContext)!;
