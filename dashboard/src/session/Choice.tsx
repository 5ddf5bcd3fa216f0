import { Button, makeStyles, Select, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';

interface Props {
  /** Who or what is to be recognised, and a line about it. */
  name: string;
  detail: string;
  /** For screen readers, before the choice. */
  label: string;
  prompt: string;
  options: { value: string; text: string }[];
  confirm: string;
  busy: boolean;
  choose: (value: string) => void;
}

const useStyles = makeStyles({
  row: { display: 'flex', flexWrap: 'wrap', gap: '8px 16px', alignItems: 'center', justifyContent: 'space-between' },
  who: { display: 'grid', minWidth: 0, flex: '1 1 180px', overflowWrap: 'anywhere' },
  detail: { color: tokens.colorNeutralForeground3 },
  choice: { display: 'flex', gap: '8px', flex: '0 1 340px' },
  select: { flexGrow: 1, minWidth: 0 },
});

/** Something that was not recognised, and what it may be. */
export function Choice({ name, detail, label, prompt, options, confirm, busy, choose }: Props) {
  const [value, setValue] = useState('');
  const styles = useStyles();
  return (
    <li className={styles.row}>
      <div className={styles.who}>
        <Text weight="semibold">{name}</Text>
        <Text size={200} className={styles.detail}>
          {detail}
        </Text>
      </div>
      <div className={styles.choice}>
        <Select className={styles.select} aria-label={label} value={value} onChange={(_, data) => setValue(data.value)}>
          <option value="">{prompt}</option>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.text}
            </option>
          ))}
        </Select>
        <Button disabledFocusable={value === '' || busy} onClick={() => void (value !== '' && !busy && choose(value))}>
          {confirm}
        </Button>
      </div>
    </li>
  );
}
