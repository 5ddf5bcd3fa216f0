import { useState } from 'react';
import { Problem } from '../api/problem';
import type { Snapshot } from '../api/types';
import { useStore } from './store';

interface Change {
  busy: boolean;
  problem: Problem | null;
  /** True when it was done. */
  run: (send: () => Promise<Snapshot>) => Promise<boolean>;
  clear: () => void;
}

/** Sends a correction made by hand, and shows the snapshot it is answered with. */
export function useChange(): Change {
  const store = useStore();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  async function run(send: () => Promise<Snapshot>): Promise<boolean> {
    setBusy(true);
    setProblem(null);
    try {
      await store.change(send);
      return true;
    } catch (error) {
      setProblem(Problem.from(error));
      return false;
    } finally {
      setBusy(false);
    }
  }
  return { busy, problem, run, clear: () => setProblem(null) };
}
