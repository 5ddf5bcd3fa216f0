import { makeStyles, tokens } from '@fluentui/react-components';
import { explain } from '../api/explain';
import type { Problem } from '../api/problem';
import { t } from '../texts';
import { Notice } from './Notice';

const most = 10;

const useStyles = makeStyles({
  errors: { margin: '8px 0 0', paddingLeft: '20px', color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
});

/** A problem in words, with what is wrong with each entry when there are several, and a way to try again. */
export function Trouble({ problem, again }: { problem: Problem; again?: () => void }) {
  const styles = useStyles();
  const { title, detail } = explain(problem);
  const errors = Object.entries(problem.body.errors ?? {});
  return (
    <div role="alert">
      <Notice kind="error" title={title} detail={detail} {...(again ? { action: { text: t.tryAgain, run: again } } : {})} />
      {errors.length > 1 && (
        <ul className={styles.errors}>
          {errors.slice(0, most).map(([field, messages]) => (
            <li key={field}>{`${field}: ${messages[0]}`}</li>
          ))}
          {errors.length > most && <li>{t.moreErrors(errors.length - most)}</li>}
        </ul>
      )}
    </div>
  );
}
