import { useEffect, useRef, useState } from 'react';
import { Problem } from '../api/problem';
import { useApp } from '../app';
import { merge, type Timeline } from '../live/timeline';

const page = 100;
const leastGap = 2_000;

/** What happened, newest first; looked at again when the snapshot has changed, but not more often than every two seconds. */
export function useTimeline(sessionId: string, version: string): { timeline: Timeline | null; problem: Problem | null; older: () => void } {
  const { api } = useApp();
  const [timeline, setTimeline] = useState<Timeline | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const askedAt = useRef(0);
  const failed = (error: unknown) => setProblem(Problem.from(error));

  useEffect(() => {
    const timer = setTimeout(
      () => {
        askedAt.current = Date.now();
        api.timeline(sessionId, page).then((newest) => (setProblem(null), setTimeline((known) => merge(known, newest))), failed);
      },
      Math.max(0, askedAt.current + leastGap - Date.now()),
    );
    return () => clearTimeout(timer);
  }, [api, sessionId, version]);

  function older() {
    if (!timeline?.next_cursor) return;
    api.timeline(sessionId, page, timeline.next_cursor).then((more) => {
      setTimeline((known) => known && { events: [...known.events, ...more.events], next_cursor: more.next_cursor });
    }, failed);
  }

  return { timeline, problem, older };
}
