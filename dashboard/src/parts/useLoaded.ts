import { useCallback, useEffect, useEffectEvent, useState } from 'react';
import { Problem } from '../api/problem';
import { useApp } from '../app';
import { useCell } from '../cell';

interface Loaded<T> {
  value: T | null;
  problem: Problem | null;
  again: () => void;
}

/**
 * What a call gave; what was there stays until the next answer. Called again when the key changes, and when somebody new is there.
 * A null key: nothing is asked.
 */
export function useLoaded<T>(key: string | null, load: () => Promise<T>): Loaded<T> {
  const credential = useCell(useApp().credentials.current);
  const [seen, setSeen] = useState<{ key: string | null; value: T | null; problem: Problem | null }>({ key, value: null, problem: null });
  const [attempt, setAttempt] = useState(0);
  const start = useEffectEvent(load);
  useEffect(() => {
    if (key === null || !credential) return;
    let wanted = true;
    start().then(
      (value) => wanted && setSeen({ key, value, problem: null }),
      (error: unknown) => {
        const problem = Problem.from(error);
        if (wanted && problem.status !== 401) setSeen((before) => ({ key, value: before.key === key ? before.value : null, problem }));
      },
    );
    return () => void (wanted = false);
  }, [key, credential, attempt]);
  const again = useCallback(() => setAttempt((n) => n + 1), []);
  return { value: key === null ? null : seen.value, problem: seen.problem, again };
}
