import { Link, makeStyles, tokens } from '@fluentui/react-components';
import { useApp } from '../app';
import { useCell } from '../cell';
import { HistoryView } from '../history/HistoryView';
import { route } from '../route';
import { SessionView } from '../session/SessionView';
import { StartView } from '../start/StartView';
import { t } from '../texts';
import { Header } from './Header';
import { Home } from './Home';
import { KeyDialog } from './KeyDialog';
import { Myself } from './Myself';
import { Notices } from './Notices';
import { SignInDialog } from './SignInDialog';

const useStyles = makeStyles({
  skip: { position: 'absolute', left: '-999px', ':focus': { left: '8px', top: '8px', zIndex: 1, backgroundColor: tokens.colorNeutralBackground1, padding: '8px' } },
  main: { maxWidth: '1440px', margin: '0 auto', padding: '24px 24px 64px', '@media (max-width: 640px)': { padding: '16px 12px 48px' } },
});

/** What is around every view. */
export function Frame() {
  const { credentials, signIn } = useApp();
  const credential = useCell(credentials.current);
  const styles = useStyles();
  return (
    <>
      <Link className={styles.skip} href="#main" onClick={(e) => (e.preventDefault(), document.getElementById('main')?.focus())}>
        {t.skip}
      </Link>
      <Header />
      <Notices />
      {credential?.kind === 'token' && <Myself />}
      <main id="main" tabIndex={-1} className={styles.main} style={{ outline: 'none' }}>
        <View />
      </main>
      {!credential && (signIn ? <SignInDialog signIn={signIn} /> : <KeyDialog />)}
    </>
  );
}

function View() {
  const { credentials } = useApp();
  const at = useCell(route);

  // Before the first key there is nothing to show; after a refusal, what was there stays behind the question for another one.
  if (!useCell(credentials.known)) return null;
  switch (at.view) {
    case 'home':
      return <Home />;
    case 'new':
      return <StartView />;
    case 'history':
      return <HistoryView />;
    case 'session':
      return <SessionView key={at.id} sessionId={at.id} />;
  }
}
