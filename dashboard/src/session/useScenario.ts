import { useEffect, useState } from 'react';
import { Problem } from '../api/problem';
import type { Scenario, Simulator } from '../api/simulator';

const glance = 1_000;

interface Play {
  scenario: Scenario | null;
  problem: Problem | null;
  send: (call: () => Promise<Scenario>) => void;
}

/** The class that is played in a meeting, followed while it runs. */
export function useScenario(simulator: Simulator, meetingId: string): Play {
  const [scenario, setScenario] = useState<Scenario | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const running = scenario?.state === 'running';

  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => void simulator.scenario(meetingId).then(setScenario, () => {}), glance);
    return () => clearInterval(timer);
  }, [simulator, meetingId, running]);

  function send(call: () => Promise<Scenario>) {
    setProblem(null);
    call().then(setScenario, (error: unknown) => {
      const refused = Problem.from(error);

      // One is playing already, begun before a reload or in another window.
      if (refused.status === 409) simulator.scenario(meetingId).then(setScenario, () => setProblem(refused));
      else setProblem(refused);
    });
  }

  return { scenario, problem, send };
}
