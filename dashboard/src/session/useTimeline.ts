import { useEffect, useRef, useState } from 'react';
import { Problem } from '../api/problem';
import { useApp } from '../app';
import { merge, type Seen } from '../live/timeline';

const page = 100;
const leastGap = 2_000;

// The events of one move arrive one after the other, and the last of them may change nothing in the snapshot.
const settled = 4_000;

/** What happened, newest first; looked at when the snapshot has changed, at most every two seconds, and once more when it rests. */
export function useTimeline(sessionId: string, version: string): { timeline: Seen | null; problem: Problem | null; older: () => void } {
  const { api, clock } = useApp();
  const [timeline, setTimeline] = useState<Seen | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const askedAt = useRef(0);
  const failed = (error: unknown) => setProblem(Problem.from(error));

  useEffect(() => {
    function ask() {
      askedAt.current = Date.now();
      api.timeline(sessionId, page).then((newest) => {
        setProblem(null);
        setTimeline((known) => ({ ...merge(known, newest), at: clock.now() }));
      }, failed);
    }

    const timers = [setTimeout(ask, Math.max(0, askedAt.current + leastGap - Date.now())), setTimeout(ask, settled)];
    return () => timers.forEach(clearTimeout);
  }, [api, clock, sessionId, version]);

  function older() {
    if (!timeline?.next_cursor) return;
    api.timeline(sessionId, page, timeline.next_cursor).then((more) => {
      setTimeline((known) => known && { events: [...known.events, ...more.events], next_cursor: more.next_cursor, at: known.at });
    }, failed);
  }

  return { timeline, problem, older };
}
