import { useRef, useState } from 'react';
import { Problem } from '../api/problem';
import type { NewSession, Snapshot } from '../api/types';
import { useApp } from '../app';
import { forgetKey, keyFor } from './idempotency';

// After these the key is used up: the next attempt is another one.
const usedUp = ['session-failed', 'idempotency-mismatch'];

interface Creating {
  busy: boolean;
  problem: Problem | null;
  /** Null when it did not work, or one was on its way already. */
  create: (request: NewSession) => Promise<Snapshot | null>;
}

export function useCreate(): Creating {
  const { api, zoom } = useApp();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const sending = useRef(false);

  async function create(request: NewSession): Promise<Snapshot | null> {
    if (sending.current) return null;
    sending.current = true;
    setBusy(true);
    setProblem(null);
    try {
      const created = await api.create(request, keyFor(request));
      forgetKey();
      return created;
    } catch (error) {
      const refused = Problem.from(error);
      if (usedUp.includes(refused.kind)) forgetKey();
      if (refused.kind.startsWith('zoom-')) void zoom.check();
      setProblem(refused.status === 401 ? null : refused);
      return null;
    } finally {
      sending.current = false;
      setBusy(false);
    }
  }

  return { busy, problem, create };
}
