import { Button, Field, makeStyles, Text, Textarea, tokens } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import { Problem } from '../api/problem';
import type { ImportPreview, RosterEntry } from '../api/types';
import { useApp } from '../app';
import { Trouble } from '../parts/Trouble';
import { stack } from '../parts/stack';
import { t } from '../texts';
import { FileButton } from './FileButton';
import { PreviewText } from './PreviewText';
import { readPasted } from './pasted';
import { isTable } from './table';

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

/** A list from elsewhere: who is in the roster is chosen, who is not is added to it. A file is shown as the API understands it first. */
export function ListPanel({ roster, close, choose }: Props) {
  const { api } = useApp();
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [preview, setPreview] = useState<ImportPreview | null>(null);
  const read = useMemo(() => (isTable(text) ? null : readPasted(text, roster)), [text, roster]);
  const said = read && [
    read.known.length > 0 && t.list.found(read.known.length),
    read.added.length > 0 && t.list.added(read.added.length),
    read.unclear.length > 0 && t.list.unclear(read.unclear.join(', ')),
    read.twice.length > 0 && t.list.twice(read.twice.join(', ')),
  ];
  const refused = preview?.rows.some((row) => row.action === 'refuse') ?? false;
  const ready = text.trim() !== '' && (read ? read.known.length + read.added.length > 0 : !refused);
  const styles = useStyles();

  const change = (value: string) => {
    setText(value);
    setPreview(null);
    setProblem(null);
  };

  async function next() {
    setBusy(true);
    setProblem(null);
    try {
      if (read) await select(read.added);
      else if (preview) await importFile(preview);
      else setPreview(await api.previewCsv(text));
    } catch (error) {
      setProblem(Problem.from(error));
    }
    setBusy(false);
  }

  async function select(added: { name: string; email: string | null }[]) {
    if (added.length > 0) await api.importStudents(added);
    const updated = added.length === 0 ? roster : await api.students();
    choose(
      readPasted(text, updated).known.map((s) => s.id),
      updated,
    );
  }

  async function importFile(shown: ImportPreview) {
    await api.importCsv(text);
    choose(
      shown.rows.flatMap((row) => row.id ?? []),
      await api.students(),
    );
  }

  return (
    <div className={styles.panel}>
      <Field label={t.list.label}>
        <Textarea
          autoFocus
          rows={6}
          resize="vertical"
          placeholder={t.list.placeholder}
          value={text}
          onChange={(_, { value }) => change(value)}
        />
      </Field>
      <div role="status">
        {preview ? <PreviewText preview={preview} /> : <Text className={styles.found}>{said?.filter(Boolean).join(' · ')}</Text>}
      </div>
      {problem && <Trouble problem={problem} />}
      <div className={styles.row}>
        <Button appearance="primary" disabledFocusable={!ready || busy} onClick={() => void (ready && !busy && next())}>
          {read ? t.list.use : preview ? t.list.importFile : t.list.check}
        </Button>
        <FileButton text={t.list.file} read={change} />
        <Button appearance="subtle" onClick={close}>
          {t.list.cancel}
        </Button>
      </div>
    </div>
  );
}
