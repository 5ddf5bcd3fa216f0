import { Button } from '@fluentui/react-components';
import { explain } from '../api/explain';
import type { Problem } from '../api/problem';
import { t } from '../texts';
import { Modal } from './Modal';

/** Says why what was just asked for did not work. A missing key is asked for elsewhere. */
export function ProblemDialog({ problem, close }: { problem: Problem | null; close: () => void }) {
  if (!problem || problem.status === 401) return null;
  const { title, detail } = explain(problem);
  const ok = (
    <Button appearance="primary" onClick={close}>
      {t.close}
    </Button>
  );
  return (
    <Modal title={title} cancel={close} actions={ok}>
      {detail}
    </Modal>
  );
}
