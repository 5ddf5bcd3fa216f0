import { Button, Field, makeStyles, Text, Textarea, tokens } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import { Problem } from '../api/problem';
import type { RosterEntry } from '../api/types';
import { useApp } from '../app';
import { Trouble } from '../parts/Trouble';
import { stack } from '../parts/stack';
import { t } from '../texts';
import { FileButton } from './FileButton';
import { isRosterFile, readPasted } from './pasted';

interface Props {
  roster: RosterEntry[];
  close: () => void;
  /** Whom to choose, from the roster as it is by then. */
  choose: (ids: string[], roster: RosterEntry[]) => void;
}

const useStyles = makeStyles({
  panel: { ...stack, gap: '12px' },
  row: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
  found: { color: tokens.colorNeutralForeground2 },
});

/** A list from elsewhere: who is in the roster is chosen, who is not is added to it. */
export function ListPanel({ roster, close, choose }: Props) {
  const { api } = useApp();
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const read = useMemo(() => (isRosterFile(text) ? null : readPasted(text, roster)), [text, roster]);
  const said = read && [
    read.known.length > 0 && t.list.found(read.known.length),
    read.added.length > 0 && t.list.added(read.added.length),
    read.unclear.length > 0 && t.list.unclear(read.unclear.join(', ')),
    read.twice.length > 0 && t.list.twice(read.twice.join(', ')),
  ];
  const ready = text.trim() !== '' && (read === null || read.known.length + read.added.length > 0);
  const styles = useStyles();

  async function select() {
    setBusy(true);
    setProblem(null);
    try {
      if (read === null) await api.importCsv(text);
      else if (read.added.length > 0) await api.importStudents(read.added);
      const updated = read?.added.length === 0 ? roster : await api.students();
      choose(read === null ? idsIn(text) : [...read.known, ...read.added].map((s) => s.id), updated);
    } catch (error) {
      setProblem(Problem.from(error));
      setBusy(false);
    }
  }

  return (
    <div className={styles.panel}>
      <Field label={t.list.label}>
        <Textarea autoFocus rows={6} resize="vertical" placeholder={t.list.placeholder} value={text} onChange={(_, { value }) => setText(value)} />
      </Field>
      <Text role="status" className={styles.found}>
        {said?.filter(Boolean).join(' · ')}
      </Text>
      {problem && <Trouble problem={problem} />}
      <div className={styles.row}>
        <Button appearance="primary" disabledFocusable={!ready || busy} onClick={() => void (ready && !busy && select())}>
          {read === null ? t.list.importFile : t.list.use}
        </Button>
        <FileButton text={t.list.file} read={setText} />
        <Button appearance="subtle" onClick={close}>
          {t.list.cancel}
        </Button>
      </div>
    </div>
  );
}

// The import itself is the API's; this only tells whom to choose afterwards.
const idsIn = (csv: string): string[] => [...csv.matchAll(/^"?students?"?,"?([^",\r\n]+)/gim)].map((row) => row[1]!.trim());
