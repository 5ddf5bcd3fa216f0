import { useCallback, useState } from 'react';
import { blank, type Draft } from './draft';

const place = 'draft';

/** The draft survives a reload of its tab. */
export function useDraft(): [Draft, (change: Partial<Draft>) => void, () => void] {
  const [draft, setDraft] = useState(read);
  const change = useCallback(
    (part: Partial<Draft>) =>
      setDraft((before) => {
        const next = { ...before, ...part };
        sessionStorage.setItem(place, JSON.stringify(next));
        return next;
      }),
    [],
  );
  const clear = useCallback(() => sessionStorage.removeItem(place), []);
  return [draft, change, clear];
}

function read(): Draft {
  const kept = sessionStorage.getItem(place);
  return { ...blank(Date.now()), ...(kept ? (JSON.parse(kept) as Partial<Draft>) : {}) };
}
