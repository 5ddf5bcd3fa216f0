import { makeStyles, Text, tokens } from '@fluentui/react-components';
import type { ImportPreview } from '../api/types';
import { t } from '../texts';

const shown = 5;

const useStyles = makeStyles({
  found: { color: tokens.colorNeutralForeground2 },
  refused: { color: tokens.colorStatusDangerForeground1, margin: 0, padding: 0, listStyleType: 'none' },
});

/** What an import would do, and which rows keep it from being done. */
export function PreviewText({ preview }: { preview: ImportPreview }) {
  const styles = useStyles();
  const refused = preview.rows.filter((row) => row.action === 'refuse');
  const said = [
    preview.unchanged > 0 && t.list.found(preview.unchanged),
    preview.updated > 0 && t.list.changed(preview.updated),
    preview.created > 0 && t.list.added(preview.created),
    preview.ignored_columns.length > 0 && t.list.ignored(preview.ignored_columns.join(', ')),
  ];
  return (
    <>
      <Text className={styles.found}>{said.filter(Boolean).join(' · ')}</Text>
      {refused.length > 0 && (
        <ul className={styles.refused}>
          {refused.slice(0, shown).map((row) => (
            <li key={row.row}>{t.list.refused(row.row, Object.values(row.errors ?? {}).flat().join(' '))}</li>
          ))}
          {refused.length > shown && <li>{t.list.more(refused.length - shown)}</li>}
        </ul>
      )}
    </>
  );
}
